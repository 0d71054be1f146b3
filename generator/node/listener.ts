import type { IncomingMessage, RequestListener, ServerOptions, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { getRequestListener } from '@hono/node-server';
import type { FetchApp } from '../runtime/app.js';
import { type HostedRequest, hostForm } from '../runtime/web.js';
import { NodeRequest, sendAnswer } from './http.js';

/**
 * Options that a server with this listener must have. Of a repeated header node:http keeps the first: a second Host or
 * Authorization must not go unseen.
 */
export const serverOptions: ServerOptions = { joinDuplicateHeaders: true };

/** Requests that one connection may send ahead of their turn. A client sends them again when it closes (RFC 9112, 9.3.2). */
const mostAhead = 100;
const soonMs = 100;

/**
 * What node:http calls for each request to the app. A request that was sent ahead waits until the answers before it have
 * gone: node:http would run them all and hold their answers in memory for a client that reads none.
 */
export function listenerOf(app: Pick<FetchApp, 'fetch' | 'serve'>): RequestListener {
  const fetchListener = loadedLater(app);
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (!app.serve(new NodeRequest(incoming, outgoing), (answer) => sendAnswer(outgoing, answer)))
      fetchListener(incoming, outgoing);
  };
  const ahead = new WeakMap<Socket, number>();
  return (incoming, outgoing) => {
    if (outgoing.socket !== null) return listener(incoming, outgoing);
    const { socket } = incoming;
    const waiting = (ahead.get(socket) ?? 0) + 1;
    if (waiting > mostAhead) return void socket.destroy();
    ahead.set(socket, waiting);
    outgoing.once('socket', () => {
      ahead.set(socket, (ahead.get(socket) ?? 1) - 1);
      listener(incoming, outgoing);
    });
  };
}

/**
 * The listener for what has to become a web-standard Request. Those and the Responses take a seventh of the start to load,
 * and no call, probe or event stream needs one: they are loaded when the first does, and in any case soon, as the files of
 * a server that runs for weeks may be gone.
 */
function loadedLater(app: Pick<FetchApp, 'fetch'>): RequestListener {
  let loading: Promise<ReturnType<typeof getRequestListener>> | undefined;
  const load = () => {
    loading ??= import('@hono/node-server').then(({ getRequestListener }) =>
      getRequestListener((request: HostedRequest, { incoming, outgoing }) => {
        // The types allow for HTTP/2, which this listener is never given.
        request[hostForm] = new NodeRequest(incoming as IncomingMessage, outgoing as ServerResponse);
        return app.fetch(request);
      }),
    );
    return loading;
  };
  setTimeout(load, soonMs).unref();
  return (incoming, outgoing) => {
    load().then(
      (listener) => listener(incoming, outgoing),
      () => outgoing.destroy(),
    );
  };
}
