import { toolError } from '../../errors.js';
import { type Endpoint, problemAnswer } from '../../http.js';
import type { Runtime } from '../../tool.js';
import { type Channel, createChannel, type Peer } from './channel.js';
import { createDispatch } from './dispatch.js';
import { createGate } from './gate.js';
import { createLegacy } from './legacy.js';
import type { Relay } from './relay.js';
import { createStreamable } from './streamable.js';
import { createStreams, type Streams } from './streams.js';

/** The MCP surface: `GET /sse` with `POST /messages`, Streamable HTTP on `POST /mcp` and `POST /sse`, and channels. */
export interface McpSurface {
  /** By path; each takes any method. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** Serves MCP over a channel of the caller's own. */
  connect(peer: Peer): Channel;
  readonly streams: Streams;
}

/** What the surface needs to know of its host. */
export interface McpHost {
  /**
   * The host lets no request wake, or write to, what another has opened, as Workers do: each call has a timer of its own,
   * and there is no GET /sse, whose replies would come with other requests.
   */
  readonly isolated?: boolean | undefined;
  /** Where this server is one of several: has POST /messages reach the replica that holds the stream. */
  readonly relay?: Relay | undefined;
}

/** Mounts the surface; `manifest` is the text of the tools/list result. */
export function createMcp(runtime: Runtime, manifest: string, { isolated = false, relay }: McpHost): McpSurface {
  const streams = createStreams({ isolated });
  const dispatch = createDispatch(runtime, manifest);
  const parts = { runtime, gate: createGate(runtime), dispatch, streams };
  const legacy = createLegacy(parts, relay);
  const byMethod = (methods: ReadonlyMap<string, Endpoint>): Endpoint => {
    const allow = [...methods.keys()].join(', ');
    const error = toolError('method_not_allowed', `Use ${allow}.`);
    const notAllowed: Endpoint = async () => problemAnswer(runtime, error, { requestId: runtime.newId(), allow });
    return (request) => (methods.get(request.method) ?? notAllowed)(request);
  };
  const get = (endpoint: Endpoint): [string, Endpoint] => ['GET', endpoint];
  const post = (endpoint: Endpoint): [string, Endpoint] => ['POST', endpoint];
  return {
    endpoints: new Map([
      ['/mcp', byMethod(new Map([post(createStreamable(parts, '/mcp'))]))],
      ['/sse', byMethod(new Map([...(isolated ? [] : [get(legacy.open)]), post(createStreamable(parts, '/sse'))]))],
      ...(isolated ? [] : [['/messages', byMethod(new Map([post(legacy.receive)]))] as const]),
    ]),
    connect: (peer) => createChannel(runtime, dispatch, peer),
    streams,
  };
}
