export * from './ids.js';
export * from './conference.js';
export * from './settings.js';
export * from './views.js';
export * from './events.js';
export * from './errors.js';
export * from './access.js';
export * from './box.js';
