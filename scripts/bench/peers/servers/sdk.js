import { createServer } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createSdkServer } from './sdk-server.js';
import { report } from './shop.js';

// The SDK's own pattern for servers without sessions: a server and a transport for each request.

const http = createServer(async (request, response) => {
  const server = createSdkServer();
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  response.on('close', () => {
    transport.close();
    server.close();
  });
  await server.connect(transport);
  await transport.handleRequest(request, response);
});
http.listen(0, '127.0.0.1', () => report({ port: http.address().port }));
