import assert from 'node:assert/strict';
import * as Modern from '@modelcontextprotocol/client';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { allow } from './consent.js';
import { createProvider, type MemoryProvider } from './oauth-provider.js';
import type { Visitor } from './visitor.js';

const identity = { name: 'interop', version: '1.0.0' };
const viewCart = { name: 'view_cart', arguments: {} };

/** A client library's way through a sign-in. */
interface Kit<Made> {
  transport(provider: MemoryProvider): Made;
  /** Connects and calls view_cart; the structured result. */
  viewCart(transport: Made): Promise<unknown>;
  /** Takes what the callback URL brought. */
  finish(transport: Made, callback: URLSearchParams): Promise<void>;
}

type SdkTransport = SSEClientTransport | StreamableHTTPClientTransport;

/** The client of @modelcontextprotocol/sdk 1.x on this URL. */
export const sdk = (url: string, kind: 'Streamable HTTP' | 'SSE'): Kit<SdkTransport> => ({
  transport: (authProvider) =>
    kind === 'SSE'
      ? new SSEClientTransport(new URL(url), { authProvider })
      : new StreamableHTTPClientTransport(new URL(url), { authProvider }),
  async viewCart(transport) {
    const client = new Client(identity);
    await client.connect(transport as Transport);
    const { structuredContent } = await client.callTool(viewCart).finally(() => client.close());
    return structuredContent;
  },
  finish: (transport, callback) => transport.finishAuth(callback.get('code') ?? ''),
});

/** The client of @modelcontextprotocol/client 2.x on this URL. */
export const modern = (url: string): Kit<Modern.StreamableHTTPClientTransport> => ({
  transport: (authProvider) => new Modern.StreamableHTTPClientTransport(new URL(url), { authProvider }),
  async viewCart(transport) {
    const client = new Modern.Client(identity, { versionNegotiation: { mode: 'auto' } });
    await client.connect(transport);
    const { structuredContent } = await client.callTool(viewCart).finally(() => client.close());
    return structuredContent;
  },
  finish: (transport, callback) => transport.finishAuth(callback),
});

/**
 * From the 401 to the cart of who signed in, then on with a refreshed token. A client that is not `registered` registers
 * itself, once.
 */
export async function signIn<Made>(
  kit: Kit<Made>,
  { user, cart }: Visitor,
  registered?: Parameters<typeof createProvider>[0],
): Promise<void> {
  const provider = createProvider(registered);
  const refused = kit.transport(provider);
  await assert.rejects(kit.viewCart(refused), isUnauthorized);
  const asked = provider.takeAuthorizationUrl();
  assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
  const client = provider.clientInformation();
  const { searchParams } = await allow(asked, user);
  assert.equal(searchParams.get('state'), 'interop-state');
  await kit.finish(refused, searchParams);
  assert.deepEqual(await kit.viewCart(kit.transport(provider)), cart);

  const first = provider.tokens();
  provider.spoilAccessToken();
  assert.deepEqual(await kit.viewCart(kit.transport(provider)), cart);
  assert.notEqual(provider.tokens()?.access_token, first?.access_token);
  assert.notEqual(provider.tokens()?.refresh_token, first?.refresh_token);
  assert.equal(provider.redirects(), 1);
  assert.deepEqual(provider.clientInformation(), client);
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof UnauthorizedError || error instanceof Modern.UnauthorizedError;
}
