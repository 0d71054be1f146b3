import { createRequire } from 'node:module';
import type { Logger } from '../runtime/contract.js';
import { type Env, SettingsError } from './settings.js';

const require = createRequire(import.meta.url);
/** Bytes of log that wait for their reader before lines are left out: a log nobody reads must stop no answer. */
const mostWaiting = 1024 * 1024;
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * JSON lines on stderr at LOG_LEVEL (default info). Credentials are cut out; bodies are never given to it. pino is loaded
 * for the first line: a start that has nothing to say does not wait for it. Throws SettingsError.
 */
export function createLogger(env: Env): Logger {
  const level = levelOf(env);
  let log: Logger | undefined;
  const at = (name: keyof Logger) => (fields: object, message: string) => {
    log ??= createPino(level);
    log[name](fields, message);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Whether LOG_LEVEL lets lines of `level` through. Throws SettingsError. */
export function isLogged(env: Env, level: keyof Logger): boolean {
  return levels.indexOf(levelOf(env)) <= levels.indexOf(level);
}

function levelOf(env: Env): string {
  const level = env['LOG_LEVEL'] || 'info';
  if (levels.includes(level)) return level;
  throw new SettingsError(`LOG_LEVEL must be one of ${levels.join(', ')}, not '${level}'.`);
}

function createPino(level: string): Logger {
  const { pino }: typeof import('pino') = require('pino');
  const { stderr } = process;
  // Who closes its end of the log still wants answers.
  stderr.on('error', () => {});
  let pending = '';
  const flush = () => {
    const lines = pending;
    pending = '';
    if (lines !== '') stderr.write(lines);
  };
  process.on('exit', flush);
  let leftOut = 0;
  const write = (line: string) => {
    if (stderr.writableLength + pending.length > mostWaiting) {
      leftOut++;
      return;
    }
    // What one turn of the event loop logs leaves in one piece: a write to a pipe or file blocks, and each call logs.
    if (pending === '') setImmediate(flush);
    pending += line;
    if (leftOut === 0) return;
    const lines = leftOut;
    leftOut = 0;
    log.warn({ lines }, 'log lines were left out: nobody read them');
  };
  const log = pino(
    {
      level,
      base: null,
      redact: ['authorization', '*.authorization', 'token', '*.token', 'headers'],
    },
    { write },
  );
  return log;
}
