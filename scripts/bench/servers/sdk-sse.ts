import { createServer } from 'node:http';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { createProject } from '../project.js';
import { noContext } from './no-context.js';
import { report } from './report.js';

// The SDK's own HTTP+SSE transport as its documentation shows it, with its low-level server: the fastest it has.

const { tools } = createProject(6);
const transports = new Map<string, SSEServerTransport>();

function createSdkServer(): Server {
  const server = new Server({ name: 'bench', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = tools[params.name];
    const input = params.arguments ?? {};
    if (tool === undefined || tool.validateInput(input).length > 0) throw new Error('no such call');
    tool.fillDefaults?.(input);
    const output = await tool.run(input, noContext);
    return {
      content: [{ type: 'text', text: JSON.stringify(output) }],
      structuredContent: output as Record<string, unknown>,
    };
  });
  return server;
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method === 'GET' && url.pathname === '/sse') {
    const transport = new SSEServerTransport('/messages', response);
    transports.set(transport.sessionId, transport);
    response.on('close', () => transports.delete(transport.sessionId));
    await createSdkServer().connect(transport);
    return;
  }
  const transport = transports.get(url.searchParams.get('sessionId') ?? '');
  if (transport === undefined) response.writeHead(404).end();
  else await transport.handlePostMessage(request, response);
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  report(typeof address === 'object' && address !== null ? address.port : 0);
});
