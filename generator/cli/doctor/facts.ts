import { bearer } from '../../testing/client.js';
import { type Found, find } from './gather/find.js';
import { challengeOf, findIssuer, findResource, metadataUrlOf, type Search } from './gather/metadata.js';
import { at, type Operation, operationsOf } from './gather/operations.js';
import { planOperation, planTool } from './gather/plan.js';
import { type RestTalk, talkOverRest } from './gather/rest.js';
import type { RpcAnswer } from './gather/rpc.js';
import { type StatelessTalk, talkStateless } from './gather/stateless.js';
import { callTool, type HttpTalk, type SseTalk, talkOverHttp, talkOverSse } from './gather/talk.js';
import { findToken, type GivenToken, type TokenFacts } from './gather/token.js';
import { isLoopback } from './loopback.js';
import type { Wire } from './wire.js';

/** All that was seen of a server. The checks judge it, and ask for nothing more. */
export interface Facts extends Found {
  readonly given: URL;
  /** Whether it is this very machine: what the clouds can't reach is a warning then. */
  readonly isLocal: boolean;
  readonly token: TokenFacts;
  readonly operations: readonly Operation[];
  readonly rest: RestTalk | undefined;
  readonly http: HttpTalk | undefined;
  readonly sse: SseTalk | undefined;
  readonly call: McpCall | undefined;
  readonly stateless: StatelessTalk | undefined;
  readonly metadata: MetadataFacts;
}

/** One call of a tool that only reads. */
export interface McpCall {
  readonly name: string;
  /** Undefined where a token was needed and there is none. */
  readonly answer: RpcAnswer | undefined;
}

/** How a client would find out where to sign in. */
export interface MetadataFacts {
  /** Whether anything asks for a token. */
  readonly isProtected: boolean;
  readonly challenge: string | undefined;
  readonly resource: Search | undefined;
  readonly issuer: string | undefined;
  readonly issuerDocument: Search | undefined;
}

export interface VisitOptions {
  readonly given: URL;
  readonly token: GivenToken | undefined;
  readonly wire: Wire;
  /** Told what is done next, in a few words. */
  onStep(step: string): void;
}

/** Visits a server as its clients would. Calls only what says of itself that it has no effect. */
export async function visit({ given, token: own, wire, onStep }: VisitOptions): Promise<Facts> {
  const isLocal = isLoopback(given.hostname);
  onStep('looking for the OpenAPI document and the MCP endpoint');
  const found = await find(wire, given);
  const { document, endpoint } = found;
  const operations = operationsOf(document?.json);

  onStep('reading the metadata of the sign-in');
  const asked = challengeOf(endpoint?.anonymous);
  const resource = endpoint && (await findResource(wire, endpoint.url, metadataUrlOf(asked)));
  const issuer = issuerOf(resource);
  const token = await findToken(own, { base: given.origin, isLocal, issuer });
  const authorization = bearer(token.text);

  onStep('speaking MCP');
  const sseUrls = [...(found.kind === 'mcp' ? [given.href] : []), ...found.bases.map((base) => `${base}/sse`)];
  const [http, sse, issuerDocument] = await Promise.all([
    endpoint && talkOverHttp(wire, endpoint, authorization),
    firstSse(wire, { urls: sseUrls, streamable: endpoint?.url }, authorization),
    issuer === undefined || endpoint === undefined ? undefined : findIssuer(wire, issuer, endpoint.url),
  ]);

  onStep('calling what only reads');
  const tools = http?.list?.tools ?? [];
  const isProtected =
    resource?.found !== undefined ||
    asked !== undefined ||
    at(document?.json, 'components', 'securitySchemes') !== undefined;
  const plan = planTool(tools, operations);
  const restPlan = planOperation(operations, tools);
  const mayCall = token.text !== undefined || !isProtected;
  const [call, refused, stateless, rest] = await Promise.all([
    http && plan && mayCall ? callTool(wire, http.line, plan) : undefined,
    // An open list says nothing yet of who may call.
    http && plan && isProtected && asked === undefined && http.anonymous.kind === 'result'
      ? callTool(wire, { url: http.url, headers: withoutToken(http.line.headers) }, plan)
      : undefined,
    endpoint && talkStateless(wire, { url: endpoint.url, authorization, plan: mayCall ? plan : undefined }),
    document && restPlan && talkOverRest(wire, { document, plan: restPlan, authorization }),
  ]);
  return {
    ...found,
    ...{ given, isLocal, token, operations, rest, http, sse, stateless },
    call: plan && { name: plan.name, answer: call },
    metadata: { isProtected, challenge: asked ?? challengeOf(refused), resource, issuer, issuerDocument },
  };
}

function issuerOf(resource: Search | undefined): string | undefined {
  const servers = resource?.found?.json['authorization_servers'];
  const [first]: unknown[] = Array.isArray(servers) ? servers : [];
  return typeof first === 'string' ? first : undefined;
}

/** Where a stream of events may be. */
interface SsePlaces {
  readonly urls: readonly string[];
  /** Where POST answers: GET there is Streamable HTTP's own stream, which says nothing until there is news. */
  readonly streamable: string | undefined;
}

/** The first stream that is one; else what the first place said. */
async function firstSse(wire: Wire, { urls, streamable }: SsePlaces, authorization: Readonly<Record<string, string>>) {
  const isOwnStream = ({ url, state }: SseTalk) =>
    url === streamable && !/\/sse\/?$/.test(new URL(url).pathname) && ['silent', 'ended', 'odd'].includes(state);
  const visits = await Promise.all([...new Set(urls)].map((url) => talkOverSse(wire, url, authorization)));
  const talks = visits.map((talk): SseTalk => (isOwnStream(talk) ? { ...talk, state: 'none' } : talk));
  const isStream = ({ state }: SseTalk) => state !== 'none' && state !== 'refused';
  return talks.find(isStream) ?? talks.find(({ state }) => state === 'refused') ?? talks[0];
}

function withoutToken(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
}
