import { createRequire } from 'node:module';
import type { Logger } from '../runtime/contract.js';
import { type Env, SettingsError } from './settings.js';

const require = createRequire(import.meta.url);
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * JSON lines on stderr at LOG_LEVEL (default info). Credentials are cut out; bodies are never given to it. pino is loaded
 * for the first line: a start that has nothing to say does not wait for it. Throws SettingsError.
 */
export function createLogger(env: Env): Logger {
  const level = env['LOG_LEVEL'] || 'info';
  if (!levels.includes(level))
    throw new SettingsError(`LOG_LEVEL must be one of ${levels.join(', ')}, not '${level}'.`);
  let log: Logger | undefined;
  const at = (name: keyof Logger) => (fields: object, message: string) => {
    log ??= createPino(level);
    log[name](fields, message);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function createPino(level: string): Logger {
  const { pino }: typeof import('pino') = require('pino');
  return pino(
    {
      level,
      base: null,
      redact: ['authorization', '*.authorization', 'token', '*.token', 'headers'],
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
