import { once } from 'node:events';
import { type ClientRequest, get } from 'node:http';

/** Open `GET /sse` sessions that only listen. */
export interface Sessions {
  /** How many have ended, though nobody ended them. */
  lost(): number;
  /** How many have heard anything within the last `milliseconds`. */
  heardWithin(milliseconds: number): number;
  close(): void;
}

const atOnce = 50;

/** Opens one session for each of these tokens. Rejects when one is refused. */
export async function openSessions(port: number, tokens: readonly string[]): Promise<Sessions> {
  const requests = new Set<ClientRequest>();
  const heard: number[] = [];
  let lost = 0;
  let isClosing = false;
  const open = async (token: string, index: number) => {
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
    const request = get({ host: '127.0.0.1', port, path: '/sse', headers, agent: false });
    requests.add(request);
    const [response] = await once(request, 'response');
    if (response.statusCode !== 200) throw new Error(`GET /sse answered ${response.statusCode}`);
    response.on('data', () => {
      heard[index] = performance.now();
    });
    const end = () => {
      if (!isClosing && requests.delete(request)) lost += 1;
    };
    request.on('error', end);
    response.on('close', end).on('error', end);
  };
  for (let first = 0; first < tokens.length; first += atOnce) {
    await Promise.all(tokens.slice(first, first + atOnce).map((token, index) => open(token, first + index)));
  }
  return {
    lost: () => lost,
    heardWithin: (milliseconds) => heard.filter((when) => performance.now() - when < milliseconds).length,
    close() {
      isClosing = true;
      for (const request of requests) request.destroy();
    },
  };
}
