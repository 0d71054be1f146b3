import type { Answer, Wire } from '../wire.js';
import { describeAnswer, describeRpc, isOpenapi } from './describe.js';
import { initializeParams, type RpcAnswer, request, rpc } from './rpc.js';

/** An OpenAPI document of the server. */
export interface FoundDocument {
  readonly url: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** What it says of itself, empty for Swagger 2. */
  readonly version: string;
}

/** A URL that was asked, and what is there. */
export interface Looked {
  readonly url: string;
  readonly what: string;
}

/** An endpoint of MCP, and how it answers `initialize` without a token. */
export interface Endpoint {
  readonly url: string;
  readonly anonymous: RpcAnswer;
}

/** What there is on a server. */
export interface Found {
  /** The answer to a GET of the given URL. */
  readonly first: Answer;
  readonly kind: 'document' | 'mcp' | 'other';
  /** Whether anything answered at all. */
  readonly isReached: boolean;
  readonly documents: readonly FoundDocument[];
  /** What ChatGPT would import: of version 3.1 where there is one. */
  readonly document: FoundDocument | undefined;
  readonly lookedForDocuments: readonly Looked[];
  readonly endpoint: Endpoint | undefined;
  readonly lookedForEndpoints: readonly Looked[];
  /** Where the server may be mounted, without a final slash. */
  readonly bases: readonly string[];
}

const documentPaths = ['/.well-known/openapi-3.1.json', '/.well-known/openapi.json', '/openapi.json'];
const endpointPaths = ['/mcp', '/sse'];

/** Looks for the document and the endpoint of the server behind any one of its URLs. */
export async function find(wire: Wire, given: URL): Promise<Found> {
  const own = given.href;
  const first = await wire.ask(own, { headers: { accept: 'application/json, text/event-stream;q=0.9, */*;q=0.1' } });
  const isDocument = first.kind === 'reply' && isOpenapi(first.json);
  const bases = basesOf(given);
  const documentUrls = bases.flatMap((base) => documentPaths.map((path) => base + path));
  const endpointUrls = [
    ...(isDocument ? [] : [own]),
    ...bases.flatMap((base) => endpointPaths.map((path) => base + path)),
  ];
  const [answers, replies] = await Promise.all([
    askAll(new Set(documentUrls), (url) => (url === own ? first : wire.ask(url))),
    askAll(new Set(endpointUrls), (url) => rpc(wire, url, { body: request('initialize', initializeParams) })),
  ]);
  const all: readonly (readonly [string, Answer])[] = isDocument ? [[own, first], ...answers] : answers;
  const documents = documentsIn(all);
  const endpoint = bestOf(replies.filter(([url, reply]) => isEndpoint(url, reply)));
  const isStream = first.kind === 'reply' && (first.type === 'text/event-stream' || first.status === 406);
  return {
    first,
    kind: isDocument ? 'document' : isStream || endpoint?.url === own ? 'mcp' : 'other',
    isReached: [...all, ...replies].some(([, { kind }]) => kind !== 'trouble'),
    documents,
    document: documents.find(({ version }) => /^3\.1\./.test(version)) ?? documents[0],
    lookedForDocuments: all.map(([url, answer]) => ({ url, what: describeAnswer(answer) })),
    endpoint,
    lookedForEndpoints: replies.map(([url, reply]) => ({ url, what: describeRpc(reply) })),
    bases,
  };
}

/** The URL itself, its parents, and the root: a few places where a server can be mounted. */
function basesOf({ origin, pathname }: URL): readonly string[] {
  const path = pathname.replace(/\/\.well-known\/.*$/, '').replace(/\/+$/, '');
  const parent = path.replace(/\/[^/]*$/, '');
  return [...new Set([path, parent, ''])].map((each) => origin + each);
}

async function askAll<T>(
  urls: ReadonlySet<string>,
  ask: (url: string) => T | Promise<T>,
): Promise<readonly (readonly [string, T])[]> {
  return Promise.all([...urls].map(async (url) => [url, await ask(url)] as const));
}

function documentsIn(answers: readonly (readonly [string, Answer])[]): readonly FoundDocument[] {
  const found = new Map<string, FoundDocument>();
  for (const [url, answer] of answers) {
    if (answer.kind !== 'reply' || !isOpenapi(answer.json)) continue;
    found.set(url, { url, json: answer.json, version: String(answer.json['openapi'] ?? '') });
  }
  return [...found.values()];
}

/** Who asks for a token at a path of MCP is taken for an endpoint of it. */
function isEndpoint(url: string, reply: RpcAnswer): boolean {
  if (reply.kind === 'result' || reply.kind === 'error') return true;
  if (reply.kind !== 'http' || ![401, 403].includes(reply.reply.status)) return false;
  return (
    endpointPaths.some((path) => new URL(url).pathname.endsWith(path)) ||
    reply.reply.header('www-authenticate') !== undefined
  );
}

const ranks = { result: 0, error: 1, http: 2, trouble: 3 } as const;

function bestOf(replies: readonly (readonly [string, RpcAnswer])[]): Endpoint | undefined {
  const [best] = replies.toSorted(([, a], [, b]) => ranks[a.kind] - ranks[b.kind]);
  return best && { url: best[0], anonymous: best[1] };
}
