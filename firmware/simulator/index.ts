export {startSimulator, type Simulation, type SimulatorParts} from './start.js';
export {Simulator, type Performed, type SimulatorPorts} from './simulator.js';
