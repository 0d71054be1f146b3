import { runStdio } from '../../node/stdio.js';
import { createRouter } from '../../runtime/router.js';
import { createEchoes } from '../mcp-load/fixture.js';
import { answerStates } from '../mcp-load/state.js';

// The server under attack over stdio. Its parent asks for its state over IPC.

const { service, tools, running } = createEchoes();
answerStates({ openStreams: () => 0, running, failures: [] });
await runStdio(async () => ({
  service,
  tools,
  router: createRouter(),
  createApp: async () => ({ close: async () => {} }),
}));
