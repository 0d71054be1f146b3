import type { Handlers } from '../generated/contract.js';

/** Reports three steps of progress 50 milliseconds apart, then answers. */
export const testToolWithProgress: Handlers['test_tool_with_progress'] = async (_input, { app, progress, signal }) => {
  progress(0, 100);
  await app.pause(signal);
  progress(50, 100);
  await app.pause(signal);
  progress(100, 100);
  return [{ type: 'text', text: 'Tool with progress executed successfully' }];
};
