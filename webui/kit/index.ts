import './kit.css';

export {Banner} from './banner.js';
export {Button} from './button.js';
export {Chip} from './chip.js';
export {ConfirmDialog} from './dialog.js';
export {Icon, type IconName} from './icon.js';
export {Meter} from './meter.js';
export {Toggle} from './toggle.js';
