import { readBytes } from '../../runtime/bytes.js';
import { parseJson } from '../../runtime/json.js';

/** What bounds a visit: times in milliseconds, sizes in bytes after decompression. */
export interface Limits {
  /** For one answer, its body included. */
  readonly answerMs: number;
  /** For the next event of a stream. */
  readonly eventMs: number;
  /** For everything. */
  readonly totalMs: number;
  readonly mostBytes: number;
}

/** Bounds that a healthy server on the other side of the world keeps with ease. */
export const usualLimits: Limits = { answerMs: 10_000, eventMs: 5000, totalMs: 60_000, mostBytes: 5_000_000 };

const mostRedirects = 5;

/** Why there is no answer. */
export interface Trouble {
  readonly kind: 'trouble';
  readonly cause: 'unreachable' | 'certificate' | 'timeout' | 'redirects' | 'size' | 'broken';
  /** One sentence. */
  readonly why: string;
}

/** An answer, read to its end; of an event stream the body is left alone. */
export interface Reply {
  readonly kind: 'reply';
  /** Where it came from, behind all redirects. */
  readonly url: string;
  readonly status: number;
  /** Media type in lower case, empty when there is none. */
  readonly type: string;
  readonly text: string;
  /** The parsed body, undefined when it is not JSON. */
  readonly json: unknown;
  header(name: string): string | undefined;
}

export type Answer = Reply | Trouble;

/** A response whose body nobody has read. */
export interface Opened {
  readonly kind: 'opened';
  readonly url: string;
  readonly response: Response;
  /** Ends the connection. */
  abort(): void;
}

/** What to ask for. */
export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** The one way out to the network: bounded in time, size and redirects. */
export interface Wire {
  readonly limits: Limits;
  /** Asks, and reads the answer. */
  ask(url: string, ask?: Ask): Promise<Answer>;
  /** Asks, and leaves the body to be read as it comes; headers have to come within `answerMs`. */
  open(url: string, ask?: Ask): Promise<Opened | Trouble>;
  /** Reads what was opened. */
  read(opened: Opened): Promise<Answer>;
}

/** Opens the way out; it is closed when `limits.totalMs` are over. */
export function createWire(limits: Limits): Wire {
  const total = AbortSignal.timeout(limits.totalMs);

  async function open(url: string, ask: Ask = {}): Promise<Opened | Trouble> {
    const own = new AbortController();
    const late = setTimeout(() => own.abort(tooLate), limits.answerMs);
    try {
      return await follow(url, { ask, signal: AbortSignal.any([own.signal, total]), abort: () => own.abort() });
    } catch (error) {
      return troubleOf(error, { url, isOver: total.aborted, ms: limits.answerMs });
    } finally {
      clearTimeout(late);
    }
  }

  async function read(opened: Opened): Promise<Answer> {
    const { response, url } = opened;
    const type = typeOf(response);
    if (type === 'text/event-stream') {
      opened.abort();
      return replyOf(opened, { type, text: '' });
    }
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      opened.abort();
    }, limits.answerMs);
    try {
      const bytes = await readBytes(response.body, limits.mostBytes);
      if (bytes !== undefined) return replyOf(opened, { type, text: new TextDecoder().decode(bytes) });
      return { kind: 'trouble', cause: 'size', why: `${url} sends more than ${limits.mostBytes / 1e6} MB.` };
    } catch (error) {
      if (isLate) return { kind: 'trouble', cause: 'timeout', why: `The answer of ${url} does not end.` };
      return troubleOf(error, { url, isOver: total.aborted, ms: limits.answerMs });
    } finally {
      clearTimeout(late);
      opened.abort();
    }
  }

  return {
    limits,
    open,
    read,
    async ask(url, ask) {
      const opened = await open(url, ask);
      return opened.kind === 'trouble' ? opened : read(opened);
    },
  };
}

const tooLate = new Error('too late');

interface Sending {
  readonly ask: Ask;
  readonly signal: AbortSignal;
  abort(): void;
}

/** Follows redirects, and leaves a token behind where they lead to another origin. */
async function follow(url: string, { ask, signal, abort }: Sending): Promise<Opened | Trouble> {
  let at = url;
  let headers: Readonly<Record<string, string>> = { 'user-agent': 'diglot-doctor', ...ask.headers };
  const { method = 'GET', body } = ask;
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const response = await fetch(at, {
      method,
      redirect: 'manual',
      signal,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const to = response.headers.get('location');
    const isMoved = method === 'GET' ? /^30[12378]$/ : /^30[78]$/;
    if (to === null || !isMoved.test(String(response.status))) {
      return { kind: 'opened', url: at, response, abort };
    }
    await response.body?.cancel();
    if (!URL.canParse(to, at)) return { kind: 'trouble', cause: 'broken', why: `${at} redirects to no URL.` };
    const next = new URL(to, at);
    if (!/^https?:$/.test(next.protocol)) {
      return { kind: 'trouble', cause: 'broken', why: `${at} redirects away from http and https.` };
    }
    if (next.origin !== new URL(at).origin) headers = without(headers, 'authorization');
    at = next.href;
  }
  return { kind: 'trouble', cause: 'redirects', why: `${url} redirects more than ${mostRedirects} times.` };
}

function without(headers: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

function typeOf(response: Response): string {
  return (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function replyOf({ url, response }: Opened, { type, text }: { readonly type: string; readonly text: string }): Reply {
  return {
    kind: 'reply',
    url,
    status: response.status,
    type,
    text,
    json: jsonOf(text),
    header: (name) => response.headers.get(name) ?? undefined,
  };
}

/** JSON that is nested too deep counts as none: whatever reads it later may recurse. */
export function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** What Node says of connections, in words. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host name',
  EAI_AGAIN: 'the host name could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  ETIMEDOUT: 'nothing answers',
  UND_ERR_CONNECT_TIMEOUT: 'nothing answers',
  UND_ERR_SOCKET: 'the connection was cut',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it answers without TLS, so that its URL begins with http:',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it answers without TLS, so that its URL begins with http:',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that this machine does not trust',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that this machine does not trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'it sends no intermediate certificate, or its authority is unknown to this machine',
};

function troubleOf(
  error: unknown,
  { url, isOver, ms }: { readonly url: string; readonly isOver: boolean; readonly ms: number },
): Trouble {
  if (isOver) return { kind: 'trouble', cause: 'timeout', why: `${url} was not asked to the end: the time was up.` };
  if (error === tooLate)
    return { kind: 'trouble', cause: 'timeout', why: `${url} does not answer within ${ms / 1000} s.` };
  const code = codeOf(error) ?? codeOf(error instanceof Error ? error.cause : undefined) ?? '';
  const why = reasons[code];
  if (error instanceof Error && error.cause instanceof Error && error.cause.message === 'bad port') {
    return { kind: 'trouble', cause: 'broken', why: `${url} has a port that browsers and fetch refuse.` };
  }
  if (/CERT|SIGNATURE/.test(code)) {
    return { kind: 'trouble', cause: 'certificate', why: `${url} is not trusted: ${why ?? code}.` };
  }
  if (why !== undefined) return { kind: 'trouble', cause: 'unreachable', why: `${url} can't be reached: ${why}.` };
  return { kind: 'trouble', cause: 'broken', why: `${url} does not speak HTTP as it should${code && ` (${code})`}.` };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
