import type { Handlers } from '../generated/contract.js';

/** Logs one line, then answers. */
export const testLoggingTool: Handlers['test_logging_tool'] = (_input, { log }) => {
  log.info({}, 'Tool with one log line');
  return [{ type: 'text', text: 'Logged one line' }];
};
