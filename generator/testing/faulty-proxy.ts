import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a faulty proxy does to an answer. */
export type Fault =
  | 'none'
  | 'hangs'
  | 'resets'
  | 'cuts'
  | 'errs'
  | 'tells a story'
  | 'never ends'
  | 'drips'
  | 'sends elsewhere';

/** A proxy before a server on loopback. */
export interface FaultyProxy {
  readonly url: string;
  /** Requests that came in. */
  requests(): number;
  /** Where requests are passed on to. */
  leadTo(origin: string): void;
  fail(fault: Fault): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free port that passes everything on until it is told to fail. */
export async function createFaultyProxy(): Promise<FaultyProxy> {
  let origin = '';
  let fault: Fault = 'none';
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    const source = `${origin}${request.url}`;
    const passed = await fetch(source);
    const body = await passed.text();
    spoil(response, fault, { source, status: passed.status, body });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    leadTo(given) {
      origin = given;
    },
    fail(given) {
      fault = given;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The answer as it was, and where it came from. */
interface Passed {
  readonly source: string;
  readonly status: number;
  readonly body: string;
}

function spoil(response: ServerResponse, fault: Fault, { source, status, body }: Passed): void {
  const json = { 'content-type': 'application/json' };
  switch (fault) {
    case 'none':
      response.writeHead(status, json).end(body);
      return;
    case 'hangs':
      return;
    case 'resets':
      response.destroy();
      return;
    case 'cuts':
      response
        .writeHead(status, { ...json, 'content-length': body.length })
        .write(body.slice(0, body.length / 2), () => {
          response.destroy();
        });
      return;
    case 'errs':
      response.writeHead(500).end('{}');
      return;
    case 'tells a story':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Captive portal</h1>');
      return;
    case 'never ends': {
      response.writeHead(200, json).write('{"keys":[');
      const chunk = `${' '.repeat(65_536)}`;
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
      return;
    }
    case 'drips': {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'sends elsewhere':
      response.writeHead(302, { location: source }).end();
      return;
  }
}
