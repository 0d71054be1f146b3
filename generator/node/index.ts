export { type DevOptions, runDev } from './dev.js';
export { runServer } from './run.js';
export { type RunningServer, type ServerOptions, startServer } from './server.js';
export { type Env, SettingsError } from './settings.js';
export { runStdio } from './stdio.js';
