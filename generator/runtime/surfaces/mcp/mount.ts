import { toolError } from '../../errors.js';
import type { HostedRequest } from '../../hosted.js';
import { problemResponse } from '../../http.js';
import type { Runtime } from '../../tool.js';
import { type Channel, createChannel, type Peer } from './channel.js';
import { createDispatch } from './dispatch.js';
import { createGate } from './gate.js';
import { createLegacy } from './legacy.js';
import { createStreamable } from './streamable.js';
import { createStreams, type Streams } from './streams.js';

/** The MCP surface: `GET /sse` with `POST /messages`, Streamable HTTP on `POST /mcp` and `POST /sse`, and channels. */
export interface McpSurface {
  /** Answers a request to `path`; undefined when that is no endpoint of this surface. */
  fetch(request: HostedRequest, path: string): Promise<Response> | Response | undefined;
  /** Serves MCP over a channel of the caller's own. */
  connect(peer: Peer): Channel;
  readonly streams: Streams;
}

type Endpoint = Readonly<Record<string, (request: HostedRequest) => Promise<Response>>>;

/** Mounts the surface; `manifest` is the text of the tools/list result. */
export function createMcp(runtime: Runtime, manifest: string): McpSurface {
  const streams = createStreams();
  const dispatch = createDispatch(runtime, manifest);
  const parts = { runtime, gate: createGate(runtime), dispatch, streams };
  const legacy = createLegacy(parts);
  const endpoints = new Map<string, Endpoint>([
    ['/mcp', { POST: createStreamable(parts, '/mcp') }],
    ['/sse', { GET: legacy.open, POST: createStreamable(parts, '/sse') }],
    ['/messages', { POST: legacy.receive }],
  ]);
  const notAllowed = (endpoint: Endpoint) => {
    const allow = Object.keys(endpoint).join(', ');
    const error = toolError('method_not_allowed', `Use ${allow}.`);
    return problemResponse(runtime, error, { requestId: runtime.newId(), allow });
  };
  return {
    fetch(request, path) {
      const endpoint = endpoints.get(path);
      if (endpoint === undefined) return undefined;
      const { method } = request;
      const answer = Object.hasOwn(endpoint, method) ? endpoint[method] : undefined;
      return answer === undefined ? notAllowed(endpoint) : answer(request);
    },
    connect: (peer) => createChannel(runtime, dispatch, peer),
    streams,
  };
}
