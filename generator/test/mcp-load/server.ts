import { listenOnLoopback } from '../../runtime/test-node.js';
import { createFixture } from './fixture.js';
import { answerStates } from './state.js';

// The server under attack, as a process of its own: server.ts <issuer>. Its parent asks for its state over IPC.

const fixture = createFixture(process.argv[2] ?? '');
const { origin } = await listenOnLoopback(fixture);
answerStates(fixture);
process.send?.(origin);
