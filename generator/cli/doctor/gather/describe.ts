import { isRecord } from '../../../runtime/schema/equality.js';
import type { Answer } from '../wire.js';
import { quote } from '../words.js';
import type { RpcAnswer } from './rpc.js';

/** Whether JSON is an OpenAPI document, of any version. */
export function isOpenapi(json: unknown): json is Readonly<Record<string, unknown>> {
  return isRecord(json) && (typeof json['openapi'] === 'string' || typeof json['swagger'] === 'string');
}

/** What an answer is, in a few words. */
export function describeAnswer(answer: Answer): string {
  if (answer.kind === 'trouble') return answer.why;
  const { json, status, text, type } = answer;
  if (isOpenapi(json)) return `OpenAPI ${quote(String(json['openapi'] ?? json['swagger']), 20)}`;
  if (status >= 300) return `HTTP ${status}`;
  if (type === 'text/event-stream') return 'an event stream, as MCP has';
  if (isRecord(json) && json['jsonrpc'] === '2.0') return 'JSON-RPC, as MCP has';
  if (json !== undefined) return 'JSON, but no OpenAPI document';
  if (type === 'text/html' || /^\s*<(!doctype|html)/i.test(text)) return 'an HTML page';
  return /json/.test(type) ? 'broken JSON, or JSON nested too deep' : `no JSON${type && ` (${quote(type, 40)})`}`;
}

/** What came back for a JSON-RPC request, in a few words. */
export function describeRpc(answer: RpcAnswer): string {
  switch (answer.kind) {
    case 'trouble':
      return answer.why;
    case 'result':
      return 'a result';
    case 'error':
      return `the error ${quote(String(answer.code), 20)}: ${quote(answer.message)}`;
    case 'http':
      return describeAnswer(answer.reply);
  }
}
