import type { Logger } from '../runtime/contract.js';

/**
 * Keeps the process up when a handler leaves a promise that fails, or a listener or timer that throws: what nobody waits
 * for belongs to one call, and others are under way. It is in the log.
 */
export function surviveStrayFailures(log: Logger): void {
  process.on('unhandledRejection', (err) => log.error({ err }, 'a promise failed that nobody waits for'));
  process.on('uncaughtException', (err) => log.error({ err }, 'a listener or a timer failed'));
}
