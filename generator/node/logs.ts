import { type Logger as PinoLogger, pino } from 'pino';
import type { Logger } from '../runtime/contract.js';
import type { Env } from './settings.js';

/** JSON lines on stderr at LOG_LEVEL (default info). Credentials are cut out; bodies are never given to it. */
export function createLogger(env: Env): Logger {
  const log: PinoLogger = pino(
    {
      level: env['LOG_LEVEL'] || 'info',
      base: null,
      redact: ['authorization', '*.authorization', 'token', '*.token', 'headers'],
    },
    pino.destination({ fd: 2, sync: true }),
  );
  return log;
}
