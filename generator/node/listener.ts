import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { FetchApp } from '../runtime/app.js';
import { type HostedRequest, hostParts, type PreparedAnswer, sentByHost } from '../runtime/hosted.js';

/** Requests that one connection may send ahead of their turn. A client sends them again when it closes (RFC 9112, 9.3.2). */
const mostAhead = 100;

/**
 * What node:http calls for each request to the app. A request that was sent ahead waits until the answers before it have
 * gone: node:http would run them all and hold their answers in memory for a client that reads none.
 */
export function listenerOf(app: Pick<FetchApp, 'fetch'>): RequestListener {
  const listener = getRequestListener((request, { incoming, outgoing }) => {
    const hosted: HostedRequest = request;
    hosted[hostParts] = {
      headers: incoming.headers,
      bytes: () => readBytes(incoming),
      // The type allows for HTTP/2, which this listener is never given.
      send: (answer) => send(outgoing as ServerResponse, answer),
      hangUp: () => outgoing.destroy(),
    };
    return new Promise((resolve, reject) => {
      // A listener that is given no response writes none, and is collected with its request.
      app.fetch(hosted).then((response) => response === sentByHost || resolve(response), reject);
    });
  });
  const ahead = new WeakMap<Socket, number>();
  return (incoming, outgoing) => {
    if (outgoing.socket !== null) return void listener(incoming, outgoing);
    const { socket } = incoming;
    const waiting = (ahead.get(socket) ?? 0) + 1;
    if (waiting > mostAhead) return void socket.destroy();
    ahead.set(socket, waiting);
    outgoing.once('socket', () => {
      ahead.set(socket, (ahead.get(socket) ?? 1) - 1);
      void listener(incoming, outgoing);
    });
  };
}

/** The head, the text and the bytes leave in one call of the kernel. */
function send(outgoing: ServerResponse, { status, headers, body, rest }: PreparedAnswer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) + rest.length });
  outgoing.cork();
  outgoing.write(body);
  outgoing.end(rest);
}

/** The rest of a stream; undefined when it has been touched, or its connection has ended, before anyone asked. */
function readBytes(incoming: Readable): Promise<Uint8Array> | undefined {
  if (incoming.destroyed || incoming.readableDidRead) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const [first] = chunks;
      resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    incoming.on('error', reject);
    // It closes after each request; making an error each time would cost as much as the whole reading.
    incoming.on('close', () => {
      if (!incoming.readableEnded) reject(new Error('the connection ended before the body did'));
    });
  });
}
