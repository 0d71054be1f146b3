import type { FetchApp } from '../runtime/app.js';
import { anonymous } from '../runtime/auth/caller.js';

/** A server in this process. */
export interface CalledServer extends Pick<FetchApp, 'connect'> {
  /** Sends a request to a path of it. */
  send(path: string, init?: RequestInit): Promise<Response>;
}

/** Where requests go: a server in this process, or one behind a socket. */
export type Sender = Pick<CalledServer, 'send'>;

/** One server-sent event. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** The headers of a request with this token, or without one. */
export function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** A JSON-RPC request for `tools/call`. `args` undefined leaves `arguments` out. */
export function toolCall(name: unknown, args?: unknown, id: unknown = 1) {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
}

const version = '2026-07-28';

/** A request of revision 2026-07-28 with its headers; members of `params._meta` go before the required ones. */
export function stateless(method: string, params: object = {}, id: unknown = 1) {
  const own = '_meta' in params ? params._meta : undefined;
  const _meta: Record<string, unknown> = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientCapabilities': {},
    ...(typeof own === 'object' && own),
  };
  const name = 'name' in params ? { 'mcp-name': String(params.name) } : {};
  const headers: Record<string, string> = { 'mcp-protocol-version': version, 'mcp-method': method, ...name };
  return { body: { jsonrpc: '2.0', id, method, params: { ...params, _meta } }, headers };
}

/** Posts JSON, a text as it is, and anything else serialised. */
export function post(server: Sender, path: string, body: unknown, headers: Record<string, string> = {}) {
  return server.send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The events of a stream, read one by one; `next` fails when the stream has ended. */
export interface EventReader {
  next(): Promise<ServerEvent>;
  cancel(): Promise<void>;
}

/** Reads a text/event-stream body. Comments are skipped. */
export function readEvents(response: Response): EventReader {
  if (response.body === null) throw new Error('the response has no body');
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const next = async (): Promise<ServerEvent> => {
    for (let end = text.indexOf('\n\n'); end === -1; end = text.indexOf('\n\n')) {
      const { value } = await reader.read();
      if (value === undefined) throw new Error('the stream has ended');
      text += decoder.decode(value, { stream: true });
    }
    const end = text.indexOf('\n\n');
    const lines = text.slice(0, end).split('\n');
    text = text.slice(end + 2);
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const data = field('data');
    return data === undefined ? next() : { event: field('event') ?? 'message', data };
  };
  return { next, cancel: () => reader.cancel() };
}

/** An open `GET /sse` session. */
export interface Session extends EventReader {
  /** Where its messages go. */
  readonly endpoint: string;
  post(message: unknown): Promise<Response>;
}

/** Opens a session, or gives the response that refuses it. */
export async function openSession(server: Sender, token: string | undefined): Promise<Session | Response> {
  const headers = { accept: 'text/event-stream', ...bearer(token) };
  const response = await server.send('/sse', { headers });
  if (!response.ok) return response;
  const reader = readEvents(response);
  const { event, data } = await reader.next();
  if (event !== 'endpoint') throw new Error(`the first event is '${event}'`);
  return { ...reader, endpoint: data, post: (message) => post(server, data, message, bearer(token)) };
}

/** Opens a session that must not be refused. */
export async function mustOpen(server: Sender, token: string | undefined): Promise<Session> {
  const session = await openSession(server, token);
  if (session instanceof Response) throw new Error(`GET /sse answered ${session.status}`);
  return session;
}

/** What a call came to, the same on every surface. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly code: string; readonly status: number; readonly errors?: unknown };

/** One call as a test makes it. */
export interface TestCall {
  readonly tool: string;
  readonly args: unknown;
  readonly token: string | undefined;
}

/** The answer to a call: its outcome, and its text to look for leaks in. */
export interface Answer {
  readonly outcome: Outcome;
  readonly text: string;
}

/** A way to call a tool. */
export type CallTool = (server: CalledServer, call: TestCall) => Promise<Answer>;

/** Calls over `POST /tools/<name>`. */
export const callRest: CallTool = async (server, { tool, args, token }) => {
  const response = await post(server, `/tools/${tool}`, args, bearer(token));
  const text = await response.text();
  const body = JSON.parse(text);
  if (!response.ok) return { outcome: failure(body, response.status), text };
  return { outcome: { value: body }, text };
};

/** Calls over Streamable HTTP at `path`. */
export function callHttp(path: '/mcp' | '/sse'): CallTool {
  return async (server, { tool, args, token }) => {
    const response = await post(server, path, toolCall(tool, args), bearer(token));
    return readAnswer(response, await response.text());
  };
}

/** Calls over `GET /sse` and `POST /messages`. */
export const callLegacy: CallTool = async (server, { tool, args, token }) => {
  const session = await openSession(server, token);
  if (session instanceof Response) return readAnswer(session, await session.text());
  const accepted = await session.post(toolCall(tool, args));
  if (accepted.status !== 202) return readAnswer(accepted, await accepted.text());
  const { data } = await session.next();
  await session.cancel();
  return { outcome: ofReply(JSON.parse(data)), text: data };
};

/** Calls of revision 2026-07-28 over `POST /mcp`. */
export const callStateless: CallTool = async (server, { tool, args, token }) => {
  const { body, headers } = stateless('tools/call', { name: tool, arguments: args });
  const response = await post(server, '/mcp', body, { ...headers, ...bearer(token) });
  return readAnswer(response, await response.text());
};

/** Calls over a channel, as stdio is one. */
export const callChannel: CallTool = async (server, { tool, args, token }) => {
  let text = '';
  const who = token === undefined ? anonymous : { authorization: `Bearer ${token}` };
  const channel = server.connect({
    who,
    send({ body }) {
      text += body;
    },
  });
  await channel.receive(JSON.stringify(toolCall(tool, args)));
  return { outcome: ofReply(JSON.parse(text)), text };
};

function readAnswer(response: Response, text: string): Answer {
  const body = JSON.parse(text);
  return { outcome: body.jsonrpc === undefined ? failure(body, response.status) : ofReply(body), text };
}

interface ProblemBody {
  readonly code: string;
  readonly status: number;
  readonly errors?: unknown;
}

function failure({ code, status, errors }: ProblemBody, httpStatus = status): Outcome {
  if (status !== httpStatus) throw new Error(`the problem says ${status}, HTTP says ${httpStatus}`);
  return { code, status, ...(errors !== undefined && { errors }) };
}

interface RpcReply {
  readonly error?: { readonly code: number; readonly message: string };
  readonly result?: {
    readonly isError?: boolean;
    readonly content: readonly { readonly type: string; readonly text: string }[];
    readonly structuredContent?: unknown;
  };
}

/** An unknown tool is a JSON-RPC error to MCP; every other failure is a result. */
function ofReply({ error, result }: RpcReply): Outcome {
  if (error?.code === -32602) return { code: 'unknown_tool', status: 404 };
  if (error !== undefined || result === undefined) throw new Error(`JSON-RPC error: ${error?.message}`);
  const { content, isError, structuredContent } = result;
  const [first] = content;
  if (isError === true) {
    if (structuredContent !== undefined) throw new Error('a failure carries structuredContent');
    return failure(JSON.parse(first?.text ?? ''));
  }
  // REST answers content blocks in an object, which MCP has around every result.
  if (structuredContent === undefined) return { value: { content } };
  if (first?.text !== JSON.stringify(structuredContent)) throw new Error('the text is not the structured content');
  return { value: structuredContent };
}
