import { isRecord } from '../../runtime/schema/equality.js';
import type { FrameOptions } from './frames.js';
import { type Frame, frameOf } from './frames.js';
import type { Answer } from './judge.js';

/** What REST may answer bodies with that no right server fails over. */
const statuses = new Set([200, 400, 401, 403, 404, 413, 415]);
const paths = ['echo', 'save', 'narrate', 'nobody', '__proto__'] as const;

/** A request to a tool over REST, made of a mutated message: its arguments, or all of it, are the body. */
export interface RestFrame {
  readonly path: string;
  readonly frame: Frame;
}

/** The request of these numbers; equal ones give equal requests. */
export function restFrameOf(options: Omit<FrameOptions, 'modern' | 'http'>): RestFrame {
  const frame = frameOf({ ...options, modern: false, http: true });
  const [, named] = /"name":"(echo|save|narrate)"/.exec(frame.body.toString('latin1', 0, 10_000)) ?? [];
  const other = paths[options.index % paths.length];
  const path = `/tools/${options.index % 10 === 0 ? other : (named ?? other)}`;
  return { path, frame: { ...frame, body: options.index % 11 === 0 ? frame.body : argumentsOf(frame.body) } };
}

/** The arguments within a message as they stand in its text; the whole where there are none. */
function argumentsOf(body: Buffer): Buffer {
  const start = body.indexOf('"arguments":');
  return start < 0 ? body : body.subarray(start + '"arguments":'.length, Math.max(0, body.lastIndexOf('}}')));
}

/** What is wrong with an answer; undefined when nothing is. */
export function restFault({ path, frame }: RestFrame, { status, type, texts }: Answer): string | undefined {
  if (status === undefined || !statuses.has(status)) return `status ${status}`;
  const isGood = status === 200;
  if (type !== (isGood ? 'application/json' : 'application/problem+json')) return `the type ${type}`;
  const value: unknown = JSON.parse(texts.join(''));
  if (!isRecord(value)) return 'no object';
  if (!isGood)
    return value['status'] === status && typeof value['code'] === 'string' ? undefined : 'no problem document';
  if (path !== '/tools/echo') return Object.keys(value).length === 0 ? undefined : 'more than was asked for';
  // A value of another call would be somebody else's.
  const asked: unknown = JSON.parse(new TextDecoder().decode(frame.body));
  return isRecord(asked) && asked['nonce'] === value['nonce'] ? undefined : 'the nonce of another call';
}
