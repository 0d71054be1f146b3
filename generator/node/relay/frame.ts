import type { Caller, CallerKind } from '../../runtime/contract.js';
import type { RelayedMessage, RelayVerdict } from '../../runtime/index.js';
import { isRecord } from '../../runtime/schema/equality.js';

/** What replicas send each other: a message with the way back, or what became of one. */
export type Frame =
  | { readonly kind: 'message'; readonly id: string; readonly from: string; readonly relayed: RelayedMessage }
  | { readonly kind: 'verdict'; readonly id: string; readonly verdict: RelayVerdict };

/** A frame as text. */
export function frameText(frame: Frame): string {
  return JSON.stringify(frame);
}

/** The frame that a text is; undefined for anything else that may have been published there. */
export function readFrame(text: string): Frame | undefined {
  const frame = parse(text);
  if (!isRecord(frame) || !isText(frame['id'])) return undefined;
  const { id, from } = frame;
  if (frame['kind'] === 'verdict') {
    const verdict = verdicts.find((known) => known === frame['verdict']);
    return verdict && { kind: 'verdict', id, verdict };
  }
  const relayed = frame['kind'] === 'message' ? readRelayed(frame['relayed']) : undefined;
  return relayed !== undefined && isText(from) ? { kind: 'message', id, from, relayed } : undefined;
}

const verdicts: readonly RelayVerdict[] = ['accepted', 'unknown', 'too_many', 'too_large', 'unavailable'];
const kinds: readonly (CallerKind | 'anonymous')[] = ['user', 'app', 'anonymous'];

function readRelayed(value: unknown): RelayedMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { session, requestId, message } = value;
  const caller = readCaller(value['caller']);
  if (!isText(session) || !isText(requestId) || caller === undefined) return undefined;
  return { session, caller, requestId, message };
}

/** Frozen, as the runtime's own callers are: handlers get it. */
function readCaller(value: unknown): Caller | undefined {
  if (!isRecord(value)) return undefined;
  const { tenant, subject, clientId, scopes, roles } = value;
  const kind = kinds.find((known) => known === value['kind']);
  if (kind === undefined || !isText(tenant) || !isText(subject) || !isText(clientId)) return undefined;
  if (!isTexts(scopes) || !isTexts(roles)) return undefined;
  return Object.freeze({ tenant, subject, clientId, kind, scopes: Object.freeze(scopes), roles: Object.freeze(roles) });
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
