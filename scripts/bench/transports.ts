import { once } from 'node:events';
import type { Client } from './load.js';
import { post } from './messages.js';
import type { Ready } from './servers/report.js';
import { createAnswerReader, createEventReader, open } from './socket.js';

/** Opens clients of one transport that all send the same message. */
export type OpenClient = (server: Ready, message: string) => () => Promise<Client>;

/** Streamable HTTP: the answer comes to the POST. Written on sockets, so that the load costs little beside the server. */
export function streamable(path: string): OpenClient {
  return ({ port, token }, message) => {
    let clients = 0;
    return async () => {
      // An id of its own for each client, so that no answer can be kept for the next.
      clients++;
      const request = post(path, message.replace('"id":1', `"id":${clients}`), token);
      const socket = await open(port);
      const client: Client = { sockets: [socket], send: () => socket.write(request), onAnswer() {} };
      socket.on(
        'data',
        failing(
          socket,
          createAnswerReader(() => client.onAnswer()),
        ),
      );
      return client;
    };
  };
}

/** HTTP+SSE: the POST is answered with 202, the call on the stream; a round trip is both. */
export const legacy: OpenClient =
  ({ port }, message) =>
  async () => {
    const [stream, posts] = [await open(port), await open(port)];
    let missing = 0;
    const one = () => {
      missing--;
      if (missing === 0) client.onAnswer();
    };
    const events = createEventReader((text) => {
      const endpoint = /^event: endpoint\ndata: (\S+)$/m.exec(text)?.[1];
      if (endpoint !== undefined) stream.emit('endpoint', endpoint);
      else if (text.includes('event: message')) one();
    });
    stream.on('data', failing(stream, events));
    posts.on('data', failing(posts, createAnswerReader(one)));
    stream.write('GET /sse HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n');
    const [endpoint] = await once(stream, 'endpoint');
    const request = post(String(endpoint), message);
    const client: Client = {
      sockets: [stream, posts],
      send() {
        missing = 2;
        posts.write(request);
      },
      onAnswer() {},
    };
    return client;
  };

/** What a reader throws ends the connection with that error. */
function failing(socket: { destroy(error: Error): unknown }, read: (chunk: Buffer) => void): (chunk: Buffer) => void {
  return (chunk) => {
    try {
      read(chunk);
    } catch (error) {
      socket.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
}
