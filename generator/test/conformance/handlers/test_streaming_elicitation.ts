import type { Handlers } from '../generated/contract.js';

/** Reports progress while it runs, then answers. It never asks the client for anything. */
export const testStreamingElicitation: Handlers['test_streaming_elicitation'] = async (
  _input,
  { app, progress, signal },
) => {
  progress(0, 1);
  await app.pause(signal);
  progress(1, 1);
  return [{ type: 'text', text: 'Answered without asking anything' }];
};
