import * as Modern from '@modelcontextprotocol/client';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { mcpRemote } from '../../generator/node/mcp-remote.js';
import { driveModern, driveSdk, type Era, eras, inspect } from '../interop/clients.js';

/** The real clients of scripts/interop, each as a check. `isQuick` leaves out those that come through npx. */
export function clientChecks(url: string, token: string, isQuick: boolean): Record<string, () => Promise<void>> {
  const headers = { authorization: `Bearer ${token}` };
  const withToken: typeof fetch = (input, init) =>
    fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers } });
  const sse = new URL(`${url}/sse`);
  const mcp = new URL(`${url}/mcp`);
  const modern = {
    'legacy SSE': () => new Modern.SSEClientTransport(sse, { fetch: withToken }),
    '/mcp': () => new Modern.StreamableHTTPClientTransport(mcp, { fetch: withToken }),
    '/sse': () => new Modern.StreamableHTTPClientTransport(sse, { fetch: withToken }),
  };
  const checks: Record<string, () => Promise<void>> = {
    'SDK client over legacy SSE, three times': async () => {
      for (let time = 0; time < 3; time++) await driveSdk(new SSEClientTransport(sse, { fetch: withToken }));
    },
    'SDK client over Streamable HTTP on /mcp': () =>
      driveSdk(new StreamableHTTPClientTransport(mcp, { requestInit: { headers } })),
    'SDK client over Streamable HTTP on /sse': () =>
      driveSdk(new StreamableHTTPClientTransport(sse, { requestInit: { headers } })),
  };
  for (const era of Object.keys(eras) as Era[]) {
    for (const [name, transport] of Object.entries(modern))
      checks[`client 2.x over ${name}, ${era}`] = () => driveModern(transport(), era);
  }
  if (isQuick) return checks;
  for (const [transport, path] of [
    ['sse', '/sse'],
    ['http', '/mcp'],
  ] as const) {
    const target = [
      '--transport',
      transport,
      '--server-url',
      `${url}${path}`,
      '--header',
      `Authorization: Bearer ${token}`,
    ];
    checks[`inspector over ${transport}`] = () => inspect(target, 'auto', process.cwd());
  }
  const bridge = [
    mcpRemote,
    `${url}/sse`,
    '--allow-http',
    '--transport',
    'sse-only',
    '--header',
    `Authorization: Bearer ${token}`,
  ];
  checks['mcp-remote bridges stdio to legacy SSE'] = () =>
    driveSdk(new StdioClientTransport({ command: 'npx', args: ['-y', ...bridge], stderr: 'ignore' }));
  return checks;
}
