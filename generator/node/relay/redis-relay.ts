import { randomUUID } from 'node:crypto';
import { setTimeout as later } from 'node:timers/promises';
import type { Logger } from '../../runtime/contract.js';
import type { Relay, RelayedMessage, RelayVerdict } from '../../runtime/index.js';
import { connectRedis } from '../redis.js';
import { type Frame, frameText, readFrame } from './frame.js';

/** A relay that holds connections. */
export interface OpenRelay extends Relay {
  /** Takes no more messages, sends the verdicts on those that came, and leaves. */
  close(): Promise<void>;
}

/** What a relay may take, and how long. */
export interface RelayLimits {
  /** Characters of one frame: a body of 1 MiB, written anew, and what goes with it. */
  readonly frame: number;
  /** Messages without a verdict, and their characters. */
  readonly outstanding: number;
  readonly outstandingSize: number;
  readonly verdictMs: number;
  /** For so long after an outage, a replica that is not heard of may only not be back yet. */
  readonly returnMs: number;
}

const defaultLimits: RelayLimits = {
  frame: 2 * 1024 * 1024,
  outstanding: 1000,
  outstandingSize: 16 * 1024 * 1024,
  verdictMs: 5000,
  returnMs: 3000,
};

/** How long it takes at most to leave. */
const leaveMs = 1000;

const isReplica = (name: string) => /^[0-9a-f-]{36}$/.test(name);
const channelOf = (replica: string) => `diglot:replica:${replica}`;

/**
 * A relay over Redis: each replica listens on a channel of its own, and Redis says whether anybody does, so that nothing is
 * stored and nothing has to expire. Without Redis, what would have to be passed on is `unavailable`. Who can publish in that
 * Redis can speak for any caller: it has to be as private as the database.
 */
export async function openRedisRelay(url: string, log: Logger, own: Partial<RelayLimits> = {}): Promise<OpenRelay> {
  const limits = { ...defaultLimits, ...own };
  const replica = randomUUID();
  const publisher = await connectRedis(url, log, 'sessions on other replicas');
  const subscriber = publisher.redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
  // The other connection tells the log how Redis is.
  subscriber.on('error', () => {});
  const waiting = new Map<string, (verdict: RelayVerdict) => void>();
  let outstandingSize = 0;
  let takeMessage: ((message: RelayedMessage) => RelayVerdict) | undefined;

  const publish = (to: string, text: string): Promise<number> => publisher.redis.publish(channelOf(to), text);

  const receive = (frame: Frame) => {
    if (frame.kind === 'verdict') return waiting.get(frame.id)?.(frame.verdict);
    const verdict = takeMessage?.(frame.relayed) ?? 'unknown';
    if (isReplica(frame.from))
      publish(frame.from, frameText({ kind: 'verdict', id: frame.id, verdict })).catch(() => {});
  };

  subscriber.on('message', (_channel, text) => {
    const frame = text.length > limits.frame ? undefined : readFrame(text);
    if (frame === undefined) return log.warn({ size: text.length }, 'a relayed frame could not be read');
    receive(frame);
  });

  const firstReady = publisher.readySince();
  const hasBeenGone = () => publisher.readySince() !== firstReady;
  /** Asked of a replica that nobody listens for: gone, unless an outage has only just ended. */
  const whenUnheard = (): RelayVerdict => {
    const since = publisher.readySince();
    const isRecent = since === undefined || (hasBeenGone() && performance.now() - since < limits.returnMs);
    return isRecent ? 'unavailable' : 'unknown';
  };
  const ask = (to: string, text: string, id: string): Promise<RelayVerdict> =>
    new Promise((resolve) => {
      const late = setTimeout(() => end('unavailable'), limits.verdictMs);
      const end = (verdict: RelayVerdict) => {
        clearTimeout(late);
        if (!waiting.delete(id)) return;
        outstandingSize -= text.length;
        resolve(verdict);
      };
      waiting.set(id, end);
      outstandingSize += text.length;
      publish(to, text).then(
        (listeners) => listeners === 0 && end(whenUnheard()),
        () => end('unavailable'),
      );
    });

  const subscribed = subscriber.subscribe(channelOf(replica)).catch(() => {});
  // Sessions are opened only when others can reach them, if Redis is there at all.
  if (firstReady !== undefined) await subscribed;

  return {
    replica,
    async send(to, relayed) {
      if (!isReplica(to)) return 'unknown';
      const id = randomUUID();
      const text = frameText({ kind: 'message', id, from: replica, relayed });
      if (text.length > limits.frame) return 'too_large';
      const isBusy = waiting.size >= limits.outstanding || outstandingSize + text.length > limits.outstandingSize;
      return isBusy ? 'unavailable' : ask(to, text, id);
    },
    listen(take) {
      takeMessage = take;
    },
    async close() {
      // What is published from then on has no listener, which tells its sender at once.
      const left = async () => {
        await subscriber.unsubscribe();
        await publisher.redis.quit();
      };
      const late = new AbortController();
      if (publisher.readySince() !== undefined)
        await Promise.race([left(), later(leaveMs, undefined, { signal: late.signal })]).catch(() => {});
      late.abort();
      subscriber.disconnect();
      publisher.close();
      for (const end of [...waiting.values()]) end('unavailable');
    },
  };
}
