import type { Socket } from 'node:net';

/** What a load is bounded by: whichever comes first. */
export interface Bounds {
  readonly calls: number;
  readonly milliseconds: number;
}

/** What a load came to. */
export interface Load {
  readonly calls: number;
  readonly perSecond: number;
}

/** One client: it sends when told to and says when the answer is there. */
export interface Client {
  readonly sockets: readonly Socket[];
  send(): void;
  /** Set by the load. */
  onAnswer: () => void;
}

const clients = 10;

/** Ten clients that each send again as soon as they are answered, without pipelining. Rejects when a connection ends. */
export async function load(openClient: () => Promise<Client>, { calls, milliseconds }: Bounds): Promise<Load> {
  const opened = await Promise.all(Array.from({ length: clients }, openClient));
  let started = 0;
  let finished = 0;
  const begin = performance.now();
  const drive = (client: Client) =>
    new Promise<void>((resolve, reject) => {
      const next = () => {
        if (started >= calls || performance.now() - begin > milliseconds) return resolve();
        started++;
        client.send();
      };
      client.onAnswer = () => {
        finished++;
        next();
      };
      for (const socket of client.sockets) {
        socket.once('error', reject);
        socket.once('close', () => reject(new Error('the server ended a connection')));
      }
      next();
    });
  await Promise.all(opened.map(drive));
  const seconds = (performance.now() - begin) / 1000;
  for (const { sockets } of opened) for (const socket of sockets) socket.destroy();
  return { calls: finished, perSecond: finished / seconds };
}
