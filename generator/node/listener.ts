import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { FetchApp } from '../runtime/app.js';

/** Requests that one connection may send ahead of their turn. A client sends them again when it closes (RFC 9112, 9.3.2). */
const mostAhead = 100;

/**
 * What node:http calls for each request to the app. A request that was sent ahead waits until the answers before it have
 * gone: node:http would run them all and hold their answers in memory for a client that reads none.
 */
export function listenerOf(app: Pick<FetchApp, 'fetch'>): RequestListener {
  const listener = getRequestListener((request, { outgoing }) => app.fetch(request, outgoing));
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
