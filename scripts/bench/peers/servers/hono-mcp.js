import { StreamableHTTPTransport } from '@hono/mcp';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createSdkServer } from './sdk-server.js';
import { report } from './shop.js';

const app = new Hono();
app.all('/mcp', async (c) => {
  const transport = new StreamableHTTPTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  await createSdkServer().connect(transport);
  return transport.handleRequest(c);
});
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => report({ port }));
