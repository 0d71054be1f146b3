import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { z } from 'zod';
import { calledTool, createProject } from '../project.js';
import { noContext } from './no-context.js';
import { report } from './report.js';

// HTTP+SSE as the SDK's own example of it does it, with one tool instead of six: both schemas in zod, the same handler.

const { tools } = createProject(1);
const transports = new Map<string, SSEServerTransport>();

const inputSchema = {
  query: z.string().min(1).max(200),
  category: z.enum(['any', 'bakery', 'dairy', 'drinks', 'fruit']).default('any'),
  sort: z.enum(['relevance', 'price', 'name']).default('relevance'),
  limit: z.int().min(1).max(50).default(10),
  offset: z.int().min(0).max(10_000).default(0),
};
const product = z.object({
  id: z.string(),
  name: z.string(),
  price_cents: z.int().min(0),
  unit: z.string(),
  in_stock: z.boolean(),
  note: z.string().nullable(),
});
const outputSchema = { total: z.int().min(0), products: z.array(product) };

function createSdkServer(): McpServer {
  const server = new McpServer({ name: 'bench', version: '1.0.0' });
  server.registerTool(calledTool, { description: 'Finds products.', inputSchema, outputSchema }, async (input) => {
    const output = await tools[calledTool]?.run(input, noContext);
    return {
      content: [{ type: 'text', text: JSON.stringify(output) }],
      structuredContent: output as Record<string, unknown>,
    };
  });
  return server;
}

const app = createMcpExpressApp();

app.get('/sse', async (_request: IncomingMessage, response: ServerResponse) => {
  const transport = new SSEServerTransport('/messages', response);
  transports.set(transport.sessionId, transport);
  transport.onclose = () => transports.delete(transport.sessionId);
  await createSdkServer().connect(transport);
});

app.post('/messages', async (request: IncomingMessage & { body?: unknown }, response: ServerResponse) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const transport = transports.get(url.searchParams.get('sessionId') ?? '');
  if (transport === undefined) response.writeHead(404).end();
  else await transport.handlePostMessage(request, response, request.body);
});

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  report({ port: typeof address === 'object' && address !== null ? address.port : 0 });
});
