import type { Logger } from '../../contract.js';

/** The levels of a client's log, least severe first (RFC 5424, as MCP names them). */
const levels = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'] as const;

/** From which level on a client wants the log. */
export type LogLevel = (typeof levels)[number];

/** The level of that name; undefined when there is none. */
export function logLevelOf(name: unknown): LogLevel | undefined {
  return levels.find((level) => level === name);
}

const names = { debug: 'debug', info: 'info', warn: 'warning', error: 'error' } as const;

/** MCP's name of a level of our log, if a client that wants `least` wants it. */
export function audible(level: keyof Logger, least: LogLevel | undefined): LogLevel | undefined {
  const name = names[level];
  return least !== undefined && levels.indexOf(name) >= levels.indexOf(least) ? name : undefined;
}
