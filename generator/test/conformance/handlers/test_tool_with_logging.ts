import type { Handlers } from '../generated/contract.js';

/** Logs three lines 50 milliseconds apart, then answers. */
export const testToolWithLogging: Handlers['test_tool_with_logging'] = async (_input, { app, log, signal }) => {
  log.info({}, 'Tool execution started');
  await app.pause(signal);
  log.info({}, 'Tool processing data');
  await app.pause(signal);
  log.info({}, 'Tool execution completed');
  return [{ type: 'text', text: 'Tool with logging executed successfully' }];
};
