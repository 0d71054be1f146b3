import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { listenerOf, serverOptions } from '../node/listener.js';
import type { FetchApp } from './app.js';

/** A server listening on a free loopback port. */
export interface Listening {
  readonly origin: string;
  /** A bare connection. */
  connect(): Socket;
  close(): void;
}

/** Puts a server behind node:http, as `npm start` does. */
export async function listenOnLoopback(server: FetchApp): Promise<Listening> {
  const node = createServer(serverOptions, listenerOf(server));
  await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve));
  const { port } = node.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    connect: () => connect(port, '127.0.0.1').on('error', () => {}),
    close() {
      server.close();
      node.closeAllConnections();
      node.close();
    },
  };
}
