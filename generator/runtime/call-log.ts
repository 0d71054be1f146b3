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
  const write = (caller: string) =>
    runtime.log.info({ requestId, tool: tool.name, surface, code, ms: rounded, caller }, 'call');
  const hash = hashOf(runtime, call);
  if (typeof hash === 'string') write(hash);
  else void hash.then(write);
}

function hashOf(runtime: Runtime, { caller }: CallFacts): string | Promise<string> {
  if (caller.kind === 'anonymous') return 'anonymous';
  const standing = runtime.capacity.standingOf(caller);
  if (standing.hash !== undefined) return standing.hash;
  const keep = (digest: string) => {
    standing.hash = digest.slice(0, hashLength);
    return standing.hash;
  };
  const digest = runtime.digest(standing.owner);
  return typeof digest === 'string' ? keep(digest) : digest.then(keep);
}
