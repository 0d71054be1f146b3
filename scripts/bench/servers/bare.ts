import { createServer, type ServerResponse } from 'node:http';
import { createProject } from '../project.js';
import { noContext } from './no-context.js';
import { report } from './report.js';

// The same work on node:http alone: parse, look up, check both ways, call, write. Nothing that a server needs besides.

interface Message {
  readonly id: string | number;
  readonly method: string;
  readonly params?: { readonly name?: string; readonly arguments?: unknown };
}

const { tools, documents } = createProject(Number(process.argv[2] ?? 6));
const table = new Map(Object.entries(tools));
const list = Buffer.from(`${JSON.stringify(documents.mcp)}}`);

async function answer({ id, method, params }: Message): Promise<string | Buffer> {
  if (method === 'tools/list')
    return Buffer.concat([Buffer.from(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":`), list]);
  const tool = method === 'tools/call' ? table.get(params?.name ?? '') : undefined;
  const input = params?.arguments;
  if (tool === undefined || tool.validateInput(input).length > 0) {
    return JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32602, message: 'no' } });
  }
  tool.fillDefaults?.(input);
  const output = await tool.run(input, noContext);
  if (tool.validateOutput?.(output).length !== 0) throw new Error('the handler answers something else');
  const content = [{ type: 'text', text: JSON.stringify(output) }];
  return JSON.stringify({ jsonrpc: '2.0', id, result: { content, structuredContent: output } });
}

function send(response: ServerResponse, text: string | Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

const server = createServer((request, response) => {
  if (request.method === 'GET') return send(response, '{}');
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const message: Message = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    send(response, await answer(message));
  });
});

server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  report({ port: typeof address === 'object' && address !== null ? address.port : 0 });
});
