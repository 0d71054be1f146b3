import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request and where its answer goes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The body as text. Throws RangeError when it is longer than `limit` characters. */
export async function readText(request: IncomingMessage, limit = 10_000): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > limit) throw new RangeError('The request is too large.');
  }
  return body;
}

/** Answers with JSON that no cache keeps. */
export function sendJson({ response }: Exchange, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** Answers with an OAuth error object. */
export function sendError(exchange: Exchange, status: number, error: string, description: string): void {
  sendJson(exchange, status, { error, error_description: description });
}
