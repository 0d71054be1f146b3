import type { CallFacts } from './context.js';
import type { Runtime } from './tool.js';

/** Characters of a caller's digest that stand for it in the log. */
const hashLength = 12;

/** How a call came out. */
interface Outcome {
  readonly ms: number;
  /** `ok`, or the code of the failure. */
  readonly code: string;
}

/** A call's line in the log: who by a digest alone, and never what was sent or answered. */
export function logCall(runtime: Runtime, call: CallFacts, { ms, code }: Outcome): void {
  const { tool, surface, requestId } = call;
  const rounded = Math.round(ms * 10) / 10;
  const caller = hashOf(runtime, call);
  runtime.log.info({ requestId, tool: tool.name, surface, code, ms: rounded, caller }, 'call');
}

function hashOf(runtime: Runtime, { caller }: CallFacts): string {
  if (caller.kind === 'anonymous') return 'anonymous';
  const standing = runtime.capacity.standingOf(caller);
  standing.hash ??= runtime.digest(standing.owner).slice(0, hashLength);
  return standing.hash;
}
