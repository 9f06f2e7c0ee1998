export {Mqtt, type MqttFigures} from './mqtt.js';
export type {BoxSources, LiveControls, MqttPorts, NotedCommand} from './ports.js';
export {topics, topicOf, type Topic} from './topics.js';
