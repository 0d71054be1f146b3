import type { ResourcePath } from '../../auth/challenge.js';
import type { Identity } from '../../auth/identity.js';
import { readJsonBody } from '../../body.js';
import type { Caller } from '../../contract.js';
import { ToolFailure, toolError } from '../../errors.js';
import { type HttpAnswer, type HttpRequest, privateHeaders, problemAnswer } from '../../http.js';
import type { Runtime } from '../../tool.js';
import { whichUrl } from './hint.js';
import { refuse, rpcCode } from './wire.js';

/** One request to an MCP endpoint. */
export interface Arrival {
  readonly request: HttpRequest;
  readonly requestId: string;
  /** The endpoint whose metadata a challenge points at. */
  readonly path: ResourcePath;
}

/** What was asked for, or the answer that ends the request. */
export type Passed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly answer: HttpAnswer };

/** Says who sends a request, or refuses it. */
export type Gate = (arrival: Arrival) => Passed<Caller> | Promise<Passed<Caller>>;

/**
 * The gate before every MCP endpoint. A token that is not accepted is 401 anywhere. No token is 401 when every tool needs
 * one; where some tool is public, the handshake and the list are open, and a protected call is refused on its own.
 */
export function createGate(runtime: Runtime): Gate {
  const exposed = [...runtime.tools.values()].filter(({ contract }) => contract.expose.includes('mcp'));
  const isClosed = runtime.auth.kind !== 'none' && exposed.every(({ contract }) => contract.access === 'authenticated');
  const signInFirst = toolError(
    'unauthenticated',
    `This URL speaks MCP and needs a bearer access token. ${whichUrl(runtime)}`,
  );
  const pass = ({ requestId, path }: Arrival, identity: Identity): Passed<Caller> => {
    const error = identity.ok ? signInFirst : identity.error;
    if (identity.ok && !(isClosed && identity.caller.kind === 'anonymous')) return { ok: true, value: identity.caller };
    return { ok: false, answer: problemAnswer(runtime, error, { requestId, path }) };
  };
  return (arrival) => {
    const { request } = arrival;
    const identity = runtime.authenticate(request.header('authorization'), request.connection);
    return identity instanceof Promise ? identity.then((known) => pass(arrival, known)) : pass(arrival, identity);
  };
}

/** Reads the body of a POST. What is not JSON is a JSON-RPC error; 413 and 415 are problem documents. */
export async function readMessage(runtime: Runtime, { request, requestId, path }: Arrival): Promise<Passed<unknown>> {
  try {
    const value = await readJsonBody(request);
    if (value !== undefined) return { ok: true, value };
    return { ok: false, answer: parseError(runtime, 'The body is empty.', requestId) };
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error;
    const { toolError: failure } = error;
    const isParse = failure.code === 'invalid_json';
    return {
      ok: false,
      answer: isParse
        ? parseError(runtime, failure.detail, requestId)
        : problemAnswer(runtime, failure, { requestId, path }),
    };
  }
}

function parseError(runtime: Runtime, message: string, requestId: string): HttpAnswer {
  const headers = privateHeaders('application/json', requestId);
  const { body } = refuse(runtime, { code: rpcCode.parse, message }, { id: null, requestId });
  return { status: 400, headers, body };
}
