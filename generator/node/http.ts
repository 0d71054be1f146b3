import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EventStream } from '../runtime/event-stream.js';
import type { HttpAnswer, HttpRequest } from '../runtime/http.js';

/** A request as node:http has it. */
export class NodeRequest implements HttpRequest {
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  #left: AbortController | undefined;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
    this.#incoming = incoming;
    this.#outgoing = outgoing;
  }

  get method(): string {
    return this.#incoming.method ?? '';
  }

  get target(): string {
    const { url = '' } = this.#incoming;
    // A request to a proxy names the whole URL, which servers have to take too (RFC 9112, 3.2.2).
    if (url.startsWith('/') || !/^https?:/i.test(url) || !URL.canParse(url)) return url;
    const { pathname, search } = new URL(url);
    return pathname + search;
  }

  get host(): string {
    return this.#incoming.headers.host ?? '';
  }

  get connection(): object {
    return this.#incoming.socket;
  }

  header(name: string): string | null {
    const value = this.#incoming.headers[name];
    return typeof value === 'string' ? value : null;
  }

  async bytes(most: number): Promise<Uint8Array | undefined> {
    // node:http has parsed all of what came with the head once it comes to microtasks: most bodies are there whole, and
    // taking them so spares the events of a stream.
    await undefined;
    const incoming = this.#incoming;
    const isWhole = incoming.complete && !incoming.destroyed && incoming.readableLength <= most;
    return isWhole ? (incoming.read() ?? noBytes) : readBytes(incoming, most);
  }

  get signal(): AbortSignal {
    if (this.#left === undefined) {
      const left = new AbortController();
      this.#left = left;
      whenLeft(this.#outgoing, () => left.abort());
    }
    return this.#left.signal;
  }
}

const noBytes = new Uint8Array();

function readBytes(incoming: IncomingMessage, most: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) return void chunks.push(chunk);
      // The rest flows on and is dropped, until node:http finds that the request takes too long.
      chunks = [];
      resolve(undefined);
    });
    incoming.on('end', () => {
      const [first] = chunks;
      resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    // It closes after each request, and after an error too; making an error each time would cost as much as the reading.
    const end = () => {
      if (!incoming.readableEnded) reject(new Error('the connection ended before the body did'));
    };
    incoming.on('close', end);
    if (incoming.destroyed) end();
  });
}

/** Sends an answer; to nobody when the client has left. */
export function sendAnswer(outgoing: ServerResponse, { status, headers, body, rest }: HttpAnswer): void {
  if (typeof body !== 'string') {
    // What answers a GET lasts as long as its connection: without chunks around them, events are written at once.
    if (outgoing.req.method === 'GET') {
      outgoing.removeHeader('transfer-encoding');
      headers['connection'] = 'close';
    }
    outgoing.writeHead(status, headers);
    sendStream(outgoing, body);
    return;
  }
  // In a list: node:http asks of each name in an object whether it is the object's own, which cost a twentieth of a
  // tools/list.
  const list = ['content-length', String(Buffer.byteLength(body) + (rest?.length ?? 0))];
  for (const name in headers) list.push(name, headers[name] ?? '');
  outgoing.writeHead(status, list);
  // A text leaves in one piece with the head; making bytes of it first would take longer. Handed to end() it would leave in
  // two, the second of them empty, which cost a twentieth of a call.
  if (body !== '') {
    outgoing.cork();
    outgoing.write(body);
    if (rest !== undefined) outgoing.write(rest);
    outgoing.uncork();
  }
  outgoing.end();
}

function sendStream(outgoing: ServerResponse, stream: EventStream): void {
  stream.attach({
    write(text) {
      // Else node:http would hold the text back until the end of the tick.
      outgoing.cork();
      const isTaken = outgoing.write(text);
      outgoing.uncork();
      return isTaken;
    },
    end: () => outgoing.end(),
    hangUp: () => outgoing.destroy(),
  });
  outgoing.on('drain', () => stream.resume());
  whenLeft(outgoing, () => stream.abandon());
  stream.resume();
}

/** Calls back when the connection ends before the answer has. */
function whenLeft(outgoing: ServerResponse, callBack: () => void): void {
  if (outgoing.destroyed) callBack();
  else outgoing.on('close', () => outgoing.writableFinished || callBack());
}
