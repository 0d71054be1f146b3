import { serve } from '@hono/node-server';
import { ZodJsonSchemaAdapter } from '@tmcp/adapter-zod';
import { HttpTransport } from '@tmcp/transport-http';
import { McpServer } from 'tmcp';
import { z } from 'zod';
import { annotations, call, description, input, names, output, report, title } from './shop.js';

const server = new McpServer(
  { name: 'bench', version: '1.0.0', description: 'A service to measure.' },
  { adapter: new ZodJsonSchemaAdapter(), capabilities: { tools: {} } },
);
const [schema, outputSchema] = [z.object(input), z.object(output)];
for (const name of names) server.tool({ name, title, description, schema, outputSchema, annotations }, call);

const transport = new HttpTransport(server);
const fetch = async (request) => (await transport.respond(request)) ?? new Response(null, { status: 404 });
serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => report({ port }));
