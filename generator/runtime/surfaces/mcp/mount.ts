import { Hono } from 'hono';
import { challenge, type ResourcePath } from '../../auth/challenge.js';
import { readJsonBody } from '../../body.js';
import type { Caller } from '../../contract.js';
import { problem, type ToolError, ToolFailure, toolError } from '../../errors.js';
import type { RuntimeEnv } from '../../router.js';
import type { Runtime } from '../../tool.js';
import { problemResponse } from '../rest/errors.js';
import { createDispatch, type Dispatch, type Reply, revisions } from './dispatch.js';
import { rpcCode, rpcError } from './errors.js';
import { createStreams, type Streams } from './streams.js';

const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** The MCP surface: `GET /sse` with `POST /messages`, and Streamable HTTP on `POST /mcp` and `POST /sse`. */
export interface McpSurface {
  readonly routes: Hono<RuntimeEnv>;
  readonly streams: Streams;
}

/** Mounts the surface; `manifest` is the prepared text of the tools/list result. */
export function createMcp(runtime: Runtime, manifest: string): McpSurface {
  const surface = new Mcp(runtime, createDispatch(runtime, manifest));
  const routes = new Hono<RuntimeEnv>();
  routes.get('/sse', (c) => surface.openStream(c.req.raw));
  routes.post('/messages', (c) => surface.receive(c.req.raw));
  routes.post('/sse', (c) => surface.answer(c.req.raw, '/sse'));
  routes.post('/mcp', (c) => surface.answer(c.req.raw, '/mcp'));
  routes.all('/mcp', () => surface.notAllowed('POST'));
  routes.all('/sse', () => surface.notAllowed('GET, POST'));
  routes.all('/messages', () => surface.notAllowed('POST'));
  return { routes, streams: surface.streams };
}

/** A caller, or the response that refuses one. */
type Admission = { readonly caller: Caller } | { readonly refused: Response };

class Mcp {
  readonly streams = createStreams();
  readonly #runtime: Runtime;
  readonly #dispatch: Dispatch;
  readonly #everyToolNeedsToken: boolean;

  constructor(runtime: Runtime, dispatch: Dispatch) {
    this.#runtime = runtime;
    this.#dispatch = dispatch;
    const tools = [...runtime.tools.values()].filter((tool) => tool.contract.expose.includes('mcp'));
    this.#everyToolNeedsToken =
      runtime.auth.kind !== 'none' && tools.every((tool) => tool.contract.access === 'authenticated');
  }

  /** Streamable HTTP, stateless: one message in, its reply out. */
  async answer(request: Request, path: ResourcePath): Promise<Response> {
    const requestId = this.#runtime.newId();
    const admission = await this.#admit(request, { requestId, path });
    if ('refused' in admission) return admission.refused;
    const revision = request.headers.get('mcp-protocol-version');
    if (revision !== null && !revisions.some((known) => known === revision)) {
      const message = `Unknown MCP-Protocol-Version. Known: ${revisions.join(', ')}.`;
      return json(rpcError(null, rpcCode.request, message, requestId), 400);
    }
    const message = await this.#read(request, requestId);
    if ('refused' in message) return message.refused;
    const exchange = { caller: admission.caller, requestId, path, signal: request.signal };
    const reply = await this.#dispatch(message.value, exchange);
    return reply === undefined ? new Response(null, { status: 202 }) : this.#respond(request, reply, path);
  }

  #respond(request: Request, reply: Reply, path: ResourcePath): Response {
    const authenticate = reply.error?.code === 'insufficient_scope' && challenge(this.#runtime, reply.error, path);
    if (authenticate) return json(reply.text, 403, { 'www-authenticate': authenticate });
    const accept = request.headers.get('accept') ?? '*/*';
    if (!accept.includes('text/event-stream') || /application\/json|\*\/\*/.test(accept)) return json(reply.text, 200);
    return new Response(`event: message\ndata: ${reply.text}\n\n`, { headers: eventStreamHeaders });
  }

  /** Legacy HTTP+SSE: opens the stream that carries the replies to what is posted to /messages. */
  async openStream(request: Request): Promise<Response> {
    const requestId = this.#runtime.newId();
    const accept = request.headers.get('accept') ?? '*/*';
    const isBrowser = accept.includes('text/html');
    if (isBrowser || !/text\/(event-stream|\*)|\*\/\*/.test(accept)) return this.#hint(406);
    const admission = await this.#admit(request, { requestId, path: '/sse' });
    if ('refused' in admission) return admission.refused;
    const opened = this.streams.open(this.#runtime.newId(), admission.caller);
    if (opened === undefined) {
      return problemResponse(this.#runtime, toolError('too_many_streams', 'Close a stream first.'), requestId);
    }
    opened.stream.send('endpoint', `/messages?sessionId=${opened.stream.id}`);
    return new Response(opened.body, { headers: eventStreamHeaders });
  }

  /** Takes one message for an open stream; the reply goes there. */
  async receive(request: Request): Promise<Response> {
    const requestId = this.#runtime.newId();
    const admission = await this.#admit(request, { requestId, path: '/sse' });
    if ('refused' in admission) return admission.refused;
    const { caller } = admission;
    const id = new URL(request.url).searchParams.get('sessionId') ?? '';
    const stream = this.streams.find(id, caller);
    if (stream === undefined) {
      const error = toolError('not_found', 'There is no such session. Open one with GET /sse.');
      return problemResponse(this.#runtime, error, requestId);
    }
    const message = await this.#read(request, requestId);
    if ('refused' in message) return message.refused;
    // The request is answered now; its reply follows on the stream. A dispatch never rejects.
    void this.#dispatch(message.value, { caller, requestId, path: '/sse', signal: stream.signal }).then((reply) => {
      if (reply !== undefined) stream.send('message', reply.text);
    });
    return new Response('Accepted', { status: 202, headers: { 'content-type': 'text/plain' } });
  }

  notAllowed(allow: string): Response {
    const error = toolError('method_not_allowed', `Use ${allow}.`);
    const response = problemResponse(this.#runtime, error, this.#runtime.newId());
    response.headers.set('allow', allow);
    return response;
  }

  async #admit(request: Request, where: { requestId: string; path: ResourcePath }): Promise<Admission> {
    const identity = await this.#runtime.authenticate(request);
    if (!identity.ok) return { refused: this.#refuse(identity.error, where) };
    if (identity.caller.kind !== 'anonymous' || !this.#everyToolNeedsToken) return identity;
    const error = toolError(
      'unauthenticated',
      `This URL speaks MCP and needs a bearer access token. ${this.#whichUrl()}`,
    );
    return { refused: this.#refuse(error, where) };
  }

  #refuse(error: ToolError, { requestId, path }: { requestId: string; path: ResourcePath }): Response {
    const headers = new Headers({ 'cache-control': 'no-store', 'x-request-id': requestId });
    const authenticate = challenge(this.#runtime, error, path);
    if (authenticate !== undefined) headers.set('www-authenticate', authenticate);
    if (error.status === 503) headers.set('retry-after', '5');
    headers.set('content-type', 'application/problem+json');
    return new Response(JSON.stringify(problem(error, requestId)), { status: error.status, headers });
  }

  /** For whoever pasted this URL where it does not belong. */
  #hint(status: number): Response {
    const text = `This URL speaks MCP (${this.#runtime.service.title}). ${this.#whichUrl()}\n`;
    return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
  }

  #whichUrl(): string {
    const { baseUrl } = this.#runtime;
    return (
      `Claude and other MCP clients take ${baseUrl}/sse or ${baseUrl}/mcp. ` +
      `ChatGPT's actions take ${baseUrl}/.well-known/openapi-3.1.json instead ` +
      `(importers that read OpenAPI 3.0: ${baseUrl}/.well-known/openapi.json).`
    );
  }

  async #read(request: Request, requestId: string): Promise<{ value: unknown } | { refused: Response }> {
    try {
      const body = await readJsonBody(request);
      return { value: body.kind === 'empty' ? undefined : body.value };
    } catch (error) {
      if (!(error instanceof ToolFailure)) throw error;
      if (error.toolError.code !== 'invalid_json') {
        return { refused: problemResponse(this.#runtime, error.toolError, requestId) };
      }
      return { refused: json(rpcError(null, rpcCode.parse, error.toolError.detail, requestId), 400) };
    }
  }
}

function json(text: string, status: number, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}
