import { setTimeout as later } from 'node:timers/promises';
import { bearer, post, stateless } from '../../generator/testing/client.js';
import { senderTo } from '../replicas/ways.js';

/** An answer to a call, as its bytes are compared; a failure by its code. */
export type Answer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: string; readonly text: string };

/** One call over one of the surfaces. Rejects when the server is not there, or goes while it answers. */
export type Call = (tool: string, input: Readonly<Record<string, unknown>>) => Promise<Answer>;

/** A call over REST. */
export function restCall(origin: string, token: string): Call {
  return async (tool, input) => {
    const response = await post(senderTo(origin), `/tools/${tool}`, input, bearer(token));
    const text = await response.text();
    return response.ok ? { ok: true, text } : { ok: false, code: codeIn(text), text };
  };
}

interface McpReply {
  readonly result?: { readonly isError?: boolean; readonly content: readonly { readonly text: string }[] };
}

/** A call over MCP, whose text block is the JSON that REST answers. */
export function mcpCall(origin: string, token: string): Call {
  return async (tool, input) => {
    const { body, headers } = stateless('tools/call', { name: tool, arguments: input });
    const response = await post(senderTo(origin), '/mcp', body, { ...headers, ...bearer(token) });
    const reply = await response.text();
    const { result } = JSON.parse(reply) as McpReply;
    const text = result?.content[0]?.text ?? reply;
    return result === undefined || result.isError === true
      ? { ok: false, code: codeIn(text), text }
      : { ok: true, text };
  };
}

function codeIn(text: string): string {
  try {
    return String(JSON.parse(text).code);
  } catch {
    return text.slice(0, 100);
  }
}

const pauseMs = 50;

/** Answers that ask to be called again. */
const early = new Set(['request_in_progress', 'unavailable']);

/** Calls again for as long as the answer is to wait, or none comes, while `goesOn`. */
export async function persist(call: () => Promise<Answer>, goesOn: () => boolean): Promise<Answer | undefined> {
  while (goesOn()) {
    const answer = await call().catch(() => undefined);
    if (answer !== undefined && (answer.ok || !early.has(answer.code))) return answer;
    await later(pauseMs);
  }
  return undefined;
}
