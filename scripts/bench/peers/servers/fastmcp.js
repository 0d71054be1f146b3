import { once } from 'node:events';
import { createServer } from 'node:net';
import { FastMCP } from 'fastmcp';
import { z } from 'zod';
import { annotations, call, description, input, names, output, report, title } from './shop.js';

// By default it writes a line for each request, which the others don't.
const logger = { debug() {}, error() {}, info() {}, log() {}, warn() {} };
const server = new FastMCP({ name: 'bench', version: '1.0.0', logger });
const [parameters, outputSchema] = [z.object(input), z.object(output)];
for (const name of names) {
  server.addTool({
    name,
    description,
    parameters,
    outputSchema,
    annotations: { ...annotations, title },
    execute: call,
  });
}

// It takes no port 0.
const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address();
await new Promise((resolve) => probe.close(resolve));
await server.start({
  transportType: 'httpStream',
  httpStream: { port, host: '127.0.0.1', stateless: true, enableJsonResponse: true },
});
report({ port });
