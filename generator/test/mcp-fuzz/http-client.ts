import { Agent, type IncomingMessage, request } from 'node:http';
import type { Frame } from './frames.js';
import type { Answer } from './judge.js';

/** One client's connections to the server. */
export interface HttpClient {
  /** Posts a frame; undefined when it hung up itself. Rejects when no whole answer comes in time. */
  post(path: string, frame: Frame, token: string): Promise<Answer | undefined>;
  close(): void;
}

/** How long an answer may take. */
export const answerWithinMs = 10_000;

/** A client with connections of its own. */
export function createHttpClient(origin: string): HttpClient {
  const agent = new Agent({ keepAlive: true });
  return {
    post: async (path, frame, token) => {
      const headers = headersOf(frame, token);
      try {
        return await exchange(new URL(path, origin), frame, { agent, headers });
      } catch (error) {
        // A connection that has been idle may be closed by the server at any time, also when a request is on its way.
        if (error instanceof IdleConnectionClosed) return exchange(new URL(path, origin), frame, { agent, headers });
        throw error;
      }
    },
    close: () => agent.destroy(),
  };
}

class IdleConnectionClosed extends Error {}

function headersOf({ headers, body, chunked }: Frame, token: string): Record<string, string | number> {
  return {
    'content-type': 'application/json',
    ...(token !== '' && { authorization: `Bearer ${token}` }),
    ...headers,
    ...(!chunked && { 'content-length': body.length }),
  };
}

interface Way {
  readonly agent: Agent;
  readonly headers: Record<string, string | number>;
}

function exchange(url: URL, { body, sent }: Frame, { agent, headers }: Way): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers });
    const fail = (error: Error) => {
      asked.destroy();
      reject(error);
    };
    const late = setTimeout(() => fail(new Error(`no answer within ${answerWithinMs} ms`)), answerWithinMs);
    asked.once('close', () => clearTimeout(late));
    asked.once('response', (response) => {
      asked.off('error', broken);
      // What is still being sent when the answer is there is of no interest.
      asked.on('error', () => {});
      readAnswer(response).then((answer) => {
        if (answer.isStream) asked.destroy();
        resolve(answer);
      }, fail);
    });
    const broken = (error: NodeJS.ErrnoException) => {
      if (sent !== undefined) return resolve(undefined);
      reject(asked.reusedSocket && error.code === 'ECONNRESET' ? new IdleConnectionClosed() : error);
    };
    asked.on('error', broken);
    if (sent === undefined) return void asked.end(body);
    asked.write(body.subarray(0, sent), () => {
      // The part has left for the server before the connection goes.
      setImmediate(() => asked.destroy(new Error('hung up')));
    });
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const { statusCode: status, headers } = response;
  const type = headers['content-type'];
  response.setEncoding('utf8');
  let text = '';
  const isStream = type === 'text/event-stream';
  for await (const chunk of response) {
    text += chunk;
    // A subscription lasts: its first event is all there is to wait for.
    if (isStream && text.includes('notifications/subscriptions/acknowledged')) break;
  }
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => data);
  return { status, type, isStream, texts: isStream ? events : text === '' ? [] : [text] };
}
