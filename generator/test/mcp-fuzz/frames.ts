import { stateless } from '../../testing/client.js';
import { hostileTexts } from '../fuzz/hostile-texts.js';
import { type Random, randomOf } from '../fuzz/random.js';
import type { EchoInput, NarrateInput } from '../mcp-load/fixture.js';

/** One message as a client might send it, or as none should. */
export interface Frame {
  /** What was done to it, for whoever reads of a failure. */
  readonly what: string;
  readonly token: 'own' | 'narrow' | 'bad' | 'none';
  /** Whose session it is sent to, where there are sessions. */
  readonly session: 'own' | 'foreign' | 'unknown';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly chunked: boolean;
  /** The connection is closed after so many bytes of the body. */
  readonly sent?: number;
}

/** What determines a frame. */
export interface FrameOptions {
  readonly seed: number;
  readonly index: number;
  /** Its sender, and what that one has counted to. */
  readonly client: number;
  readonly id: number;
  /** Whether most messages say that they are of revision 2026-07-28. */
  readonly modern: boolean;
  /** Whether to vary what only HTTP has: headers, tokens, sessions, hanging up. */
  readonly http: boolean;
}

/** A text that only this call of this client carries. */
function nonceOf(client: number, id: number): string {
  return `nonce-${client}-${id}`;
}

type Message = Record<string, unknown>;

const mebibyte = 1024 * 1024;
const depth = 30_000;
const lineFeed = 0x0a;
const blank = 0x20;
const rawMark = /"@raw(\d+)@"/g;

/** JSON that JSON.stringify would not write. */
const rawTexts = [
  '1e400',
  '-1e400',
  '1e308',
  '-0',
  '1.0',
  '0.1e1',
  '9007199254740993',
  '1'.repeat(400),
  `0.${'1'.repeat(400)}`,
  '{"a":1,"a":2}',
  '{"__proto__":{"nonce":"inherited"}}',
  '"\\u0000"',
  `${'['.repeat(depth)}${']'.repeat(depth)}`,
  `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
] as const;

const raw = (index: number) => `@raw${index}@`;
const raws = rawTexts.map((_text, index) => raw(index));

const oddValues: readonly [unknown, ...unknown[]] = [
  null,
  ...[true, false, 0, -1, 1.5, 2 ** 53, '', 'x', [], {}, [[]], [null], { a: 1 }, '\ud800', '\udfff\ud800'],
  ...['x'.repeat(300), Array.from({ length: 500 }, (_, index) => index), ...raws],
];

const oddIds: readonly [unknown, ...unknown[]] = [
  null,
  ...[true, [], {}, [1], 0, -1, 1.5, 2 ** 53, '', '1', 'ä "\\\n', '\ud800', '__proto__', 'x'.repeat(10_000)],
  ...raws.slice(0, 9),
];

const methods = [
  ...['ping', 'tools/list', 'initialize', 'logging/setLevel', 'server/discover', 'subscriptions/listen', 'tools/call'],
  ...['notifications/cancelled', 'notifications/initialized', 'resources/list', 'prompts/get', 'completion/complete'],
  ...[
    '',
    'Ping',
    'ping ',
    'tools',
    'rpc.discover',
    'constructor',
    '__proto__',
    'hasOwnProperty',
    '\ud800',
    'x'.repeat(5000),
  ],
] as const;

const tools = ['save', 'ech', 'Echo', '', '__proto__', 'constructor', 'echo ', '\ud800', 'x'.repeat(5000)] as const;
const argumentNames = ['nonce', 'delayMs', 'filler', 'tone', 'tags', 'extra', '__proto__', 'constructor', ''] as const;
const metaNames = ['protocolVersion', 'clientCapabilities', 'logLevel', 'clientInfo'].map(
  (name) => `io.modelcontextprotocol/${name}`,
);
const versions = [
  '2024-11-05',
  '2025-03-26',
  '2025-06-18',
  '2025-11-25',
  '2026-07-28',
  '2027-01-01',
  '1999',
  '',
] as const;

/** The frame of these numbers; equal ones give equal frames. */
export function frameOf({ seed, index, client, id, modern, http }: FrameOptions): Frame {
  const random = randomOf(seed, index);
  const { message, headers } = base(random, { client, id, modern: modern !== random.oneIn(20) });
  const what: string[] = [String(message['method'])];
  for (let edits = random.pick([0, 0, 1, 1, 2]); edits > 0; edits--) what.push(change(message, random));
  const one = textOf(message);
  const listed = random.oneIn(12) ? batch(one, random, what) : one;
  let body: Buffer = Buffer.from(random.oneIn(120) ? grown(listed, random, what) : listed);
  if (random.oneIn(12)) body = spoilt(body, random, what);
  // Over stdio a line break ends a message: within one it is a blank.
  if (!http) body = Buffer.from(body.map((byte) => (byte === lineFeed ? blank : byte)));
  const frame: Frame = { what: '', token: 'own', session: 'own', headers, body, chunked: false };
  const varied = http && random.oneIn(4) ? vary(frame, random, what) : frame;
  return { ...varied, what: what.join(', ') };
}

/** A right request of one of the methods. */
function base(
  random: Random,
  { client, id, modern }: Pick<FrameOptions, 'client' | 'id' | 'modern'>,
): { readonly message: Message; readonly headers: Record<string, string> } {
  const input: EchoInput = {
    nonce: nonceOf(client, id),
    ...(random.oneIn(3) && { delayMs: random.below(15) }),
    ...(random.oneIn(20) && { filler: random.below(70_000) }),
    ...(random.oneIn(6) && { tags: ['a', random.pick(['a', 'b'])] }),
  };
  const narration: NarrateInput = { messages: 1 + random.below(3), length: 10 };
  const _meta = { progressToken: input.nonce };
  const [method, params]: readonly [string, object] = random.oneIn(2)
    ? ['tools/call', { name: 'echo', arguments: input }]
    : random.pick<readonly [string, object]>([
        [modern ? 'server/discover' : 'ping', {}],
        ['tools/call', { name: 'narrate', arguments: narration, _meta }],
        ['tools/list', {}],
        ['tools/call', { name: 'save', arguments: {} }],
        [
          'initialize',
          { protocolVersion: random.pick(versions), capabilities: {}, clientInfo: { name: 'c', version: '1' } },
        ],
        ['logging/setLevel', { level: random.pick(['error', 'debug', 'loud']) }],
        ['server/discover', {}],
        ['subscriptions/listen', { notifications: {} }],
        ['notifications/initialized', {}],
        ['notifications/cancelled', { requestId: random.below(id + 1) }],
        ['resources/list', {}],
      ]);
  const { body, headers } = stateless(method, params, id);
  const message: Message = modern ? body : { ...body, params };
  if (method.startsWith('notifications/')) delete message['id'];
  const accept: Record<string, string> = random.oneIn(3) ? {} : { accept: 'application/json, text/event-stream' };
  return { message: structuredClone(message), headers: { ...accept, ...(modern && headers) } };
}

/** Changes one thing about a message, and says what. */
function change(message: Message, random: Random): string {
  const params = isObject(message['params']) ? message['params'] : {};
  const args = isObject(params['arguments']) ? params['arguments'] : {};
  const put = (object: Message, name: string, value: unknown) => {
    if (random.oneIn(4)) delete object[name];
    // Other than an assignment, this makes __proto__ a member like any other.
    else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
    return `${name.slice(0, 40)}: ${shown(object[name])}`;
  };
  const odd = () => random.pick(oddValues);
  return random.pick<() => string>([
    () => put(message, 'jsonrpc', random.pick<unknown>(['1.0', '2', 2, null, ['2.0'], '2.0 '])),
    () => put(message, 'id', random.pick(oddIds)),
    () => put(message, 'method', random.oneIn(2) ? random.some(methods) : odd()),
    () => put(message, 'params', odd()),
    () => put(message, random.pick(['result', 'error', 'extra', '__proto__']), odd()),
    () => put(params, 'arguments', odd()),
    () => put(params, 'name', random.oneIn(2) ? random.some(tools) : odd()),
    () => put(params, '_meta', random.oneIn(3) ? { progressToken: odd() } : odd()),
    () =>
      put(
        isObject(params['_meta']) ? params['_meta'] : {},
        random.some(metaNames) ?? '',
        random.oneIn(2) ? random.some(versions) : odd(),
      ),
    () => put(args, random.some(argumentNames) ?? '', odd()),
    () => put(args, random.some(argumentNames) ?? '', random.some(hostileTexts)),
    () => put(args, 'delayMs', random.below(30)),
  ])();
}

/** A body of several messages. */
function batch(text: string, random: Random, what: string[]): string {
  const other = textOf({ jsonrpc: '2.0', id: 'other', method: random.pick(['ping', 'nothing', 'tools/list']) });
  const notice = textOf({ jsonrpc: '2.0', method: 'notifications/initialized' });
  const items = random.pick<() => readonly string[]>([
    () => [],
    () => [text],
    () => [text, text],
    () => [text, other, notice],
    () => [notice, notice],
    () => [`[${text}]`],
    () => [text, '7', 'null', '[]', '"x"'],
    () => Array.from({ length: 50 }, () => text),
    () => Array.from({ length: 51 }, () => other),
    () => Array.from({ length: 3000 }, () => other),
  ])();
  what.push(`a batch of ${items.length}`);
  return `[${items.join(',')}]`;
}

/** A body of a size around the limit, or far beyond. */
function grown(text: string, random: Random, what: string[]): string {
  const size = random.pick([mebibyte - 1, mebibyte, mebibyte + 1, 5 * mebibyte]);
  what.push(`of ${size} bytes`);
  const missing = Math.max(0, size - Buffer.byteLength(text));
  return random.oneIn(2) ? `${text}${' '.repeat(missing)}` : `{"${'x'.repeat(size - 6)}":1}`;
}

/** Bytes that are no longer what they were. */
function spoilt(body: Buffer, random: Random, what: string[]): Buffer {
  const at = random.below(body.length + 1);
  const insert = (name: string, bytes: readonly number[] | string) => {
    what.push(name);
    return Buffer.concat([
      body.subarray(0, at),
      Buffer.from(typeof bytes === 'string' ? [...Buffer.from(bytes)] : [...bytes]),
      body.subarray(at),
    ]);
  };
  const whole = (name: string, bytes: Buffer) => {
    what.push(name);
    return bytes;
  };
  return random.pick<() => Buffer>([
    () => whole(`cut at ${at}`, body.subarray(0, at)),
    () => insert('a byte that is no UTF-8', [random.pick([0x80, 0xff, 0xc0, 0xfe])]),
    () => insert('half of a surrogate pair as bytes', [0xed, 0xa0, 0x80]),
    () => insert('a control character', [random.below(32)]),
    () =>
      insert(
        'some text',
        random.some([',', ':', '}', ']', '"', '\\', 'NaN', '//', '\\u12', "'", '\u2028', '\ufeff']) ?? '',
      ),
    () => whole('a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])),
    () => whole('UTF-16', Buffer.from(body.toString(), 'utf16le')),
    () => whole('twice', Buffer.concat([body, body])),
    () => whole('nothing', Buffer.alloc(0)),
    () => whole('blanks', Buffer.from(' \t \r ')),
    () => whole('deep nesting', Buffer.from(rawTexts[random.pick([12, 13])] ?? '')),
    () => whole('a value', Buffer.from(random.pick(['7', 'null', '"x"', 'true', '[', 'nul', '01', '{}', "{'a':1}"]))),
  ])();
}

/** Changes what comes with the message, and says what. */
function vary(frame: Frame, random: Random, what: string[]): Frame {
  const header = (name: string, values: readonly [string, ...string[]]) => {
    const value = random.pick(values);
    what.push(`${name}: ${value.slice(0, 60)}`);
    return { ...frame, headers: { ...frame.headers, [name]: value } };
  };
  const without = (name: string) => {
    what.push(`no ${name}`);
    return { ...frame, headers: Object.fromEntries(Object.entries(frame.headers).filter(([key]) => key !== name)) };
  };
  const said = (text: string, changed: Partial<Frame>) => {
    what.push(text);
    return { ...frame, ...changed };
  };
  return random.pick<() => Frame>([
    () =>
      header('content-type', [
        'text/plain',
        'application/json;charset=utf-8',
        'application/json; charset=utf-16',
        'application/jsonx',
        ';',
        'multipart/form-data; boundary=x',
      ]),
    () => header('content-encoding', ['gzip', 'identity', 'br', 'utf-8']),
    () =>
      header('accept', [
        'application/json',
        'text/event-stream',
        '*/*',
        'text/html',
        'application/json, text/event-stream',
        '',
        'x',
      ]),
    () => header('mcp-protocol-version', versions),
    () => header('mcp-method', ['ping', 'tools/call', 'TOOLS/CALL', '', '=?base64?cGluZw==?=', '=?base64?%?=']),
    () => header('mcp-name', ['echo', 'save', '', '=?base64?ZWNobw==?=', '=?base64?/w==?=', 'x'.repeat(5000)]),
    () => without(random.pick(['mcp-protocol-version', 'mcp-method', 'mcp-name', 'accept'])),
    () => header('origin', ['https://evil.example', 'null', 'http://localhost:3000']),
    () => header('mcp-session-id', ['x', '../..', '1'.repeat(5000)]),
    () => said('in chunks', { chunked: true }),
    () => said('without a token', { token: 'none' }),
    () => said('with a bad token', { token: 'bad' }),
    () => said('with fewer scopes', { token: 'narrow' }),
    () => said("to another user's session", { session: 'foreign' }),
    () => said('to no session', { session: 'unknown' }),
    () => said('hanging up midway', { sent: random.below(Math.max(1, frame.body.length)) }),
  ])();
}

function textOf(message: unknown): string {
  return (JSON.stringify(message) ?? 'null').replace(rawMark, (_mark, index) => rawTexts[Number(index)] ?? 'null');
}

function shown(value: unknown): string {
  return value === undefined ? 'left out' : (JSON.stringify(value) ?? '').slice(0, 60);
}

function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
