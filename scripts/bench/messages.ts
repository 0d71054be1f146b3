import { callArguments, calledTool } from './project.js';

/** tools/list as a client sends it. */
export const listMessage = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

/** tools/call as a client sends it. */
export const callMessage = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: calledTool, arguments: callArguments },
});

/** A POST of that JSON, in the bytes of HTTP/1.1. */
export function post(path: string, body: string, token?: string): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    'MCP-Protocol-Version: 2025-11-25',
    'User-Agent: diglot-bench/1.0',
    ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
