import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sample } from 'openapi-sampler';

/** A local stand-in for the API that a document describes: it answers from the document's schemas and records what it gets. */

export type Fields = Readonly<Record<string, unknown>>;

export const fieldsAt = (value: unknown, ...keys: readonly string[]): Fields => {
  let found = value;
  for (const key of keys)
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, key) ? (found as Fields)[key] : undefined;
  return typeof found === 'object' && found !== null ? (found as Fields) : {};
};

/** The value a JSON Pointer leads to. */
export function follow(root: unknown, pointer: string): Fields {
  const keys = pointer.replace(/^#/, '').split('/').slice(1);
  return fieldsAt(root, ...keys.map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')));
}

/** The same, and the references there followed. */
export function resolved(root: unknown, value: unknown): Fields {
  let found = fieldsAt(value);
  for (let steps = 0; typeof found['$ref'] === 'string' && steps < 20; steps++) found = follow(root, found['$ref']);
  return found;
}

export interface Recorded {
  readonly method: string;
  /** As it came, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface StandIn {
  readonly url: string;
  readonly recorded: Recorded[];
  /** The status and body of the next answer, instead of those of the document. */
  next: { readonly status: number; readonly body: string; readonly location?: string } | undefined;
  close(): Promise<void>;
}

/** Starts a stand-in below the path `/base`. `operationFor` says which operation a call is about to make. */
export async function startApi(root: unknown, operationFor: () => Fields): Promise<StandIn> {
  const recorded: Recorded[] = [];
  const standIn: Pick<StandIn, 'next'> = { next: undefined };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const [path = '', rawQuery = ''] = (request.url ?? '').split('?', 2);
    recorded.push({
      method: request.method ?? '',
      path,
      rawQuery,
      query: new URLSearchParams(rawQuery),
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    const { next } = standIn;
    standIn.next = undefined;
    if (next !== undefined) {
      response
        .writeHead(next.status, {
          'Content-Type': 'application/json',
          ...(next.location !== undefined && { Location: next.location }),
        })
        .end(next.body);
      return;
    }
    const { status, type, text } = answerOf(root, operationFor());
    response.writeHead(status, type === undefined ? {} : { 'Content-Type': type }).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A TCP server's address.
  const { port } = server.address() as AddressInfo;
  return Object.assign(standIn, {
    url: `http://127.0.0.1:${port}/base`,
    recorded,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  });
}

/** The document's first success, with a sample of its schema. */
function answerOf(
  root: unknown,
  operation: Fields,
): { readonly status: number; readonly type?: string; readonly text: string } {
  const responses = Object.entries(fieldsAt(operation, 'responses')).map(
    ([status, value]) => [status, resolved(root, value)] as const,
  );
  const successes = responses
    .filter(([status]) => /^2(\d\d|XX)$/i.test(status))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const isFilled = ([, value]: readonly [string, Fields]) => Object.keys(fieldsAt(value, 'content')).length > 0;
  const [status = '204', value = {}] =
    successes.find(isFilled) ?? successes[0] ?? responses.find(([each]) => each === 'default') ?? [];
  const code = /^\d+$/.test(status) ? Number(status) : 200;
  const contents = Object.entries(fieldsAt(value, 'content'));
  const [type, media] = contents.find(([name]) => /[/+]json\b/i.test(name)) ?? contents[0] ?? [];
  if (type === undefined) return { status: code, text: '' };
  const schema = fieldsAt(media, 'schema');
  if (!/json/i.test(type)) return { status: code, type: type.includes('*') ? 'text/plain' : type, text: 'as it is' };
  // The sampler takes any schema and any document.
  const made: unknown =
    Object.keys(schema).length === 0
      ? {}
      : sample(schema as never, { quiet: true, skipWriteOnly: true } as never, root as never);
  return { status: code, type, text: JSON.stringify(made ?? null) };
}
