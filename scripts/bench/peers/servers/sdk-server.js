import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { annotations, call, description, input, names, output, title } from './shop.js';

export function createSdkServer() {
  const server = new McpServer({ name: 'bench', version: '1.0.0' });
  const config = { title, description, inputSchema: input, outputSchema: output, annotations };
  for (const name of names) server.registerTool(name, config, call);
  return server;
}
