import { isRecord } from '../../../runtime/schema/equality.js';
import { isLoopback } from '../loopback.js';
import type { Answer, Wire } from '../wire.js';
import { describeAnswer } from './describe.js';
import type { Looked } from './find.js';
import type { RpcAnswer } from './rpc.js';

type Fields = Readonly<Record<string, unknown>>;

/** A document of metadata and where it was. */
export interface Metadata {
  readonly url: string;
  readonly json: Fields;
}

/** What was found of several places. */
export interface Search {
  readonly found: Metadata | undefined;
  readonly looked: readonly Looked[];
}

/** The challenge in an answer: the header of a 401 or 403, or what a refused call carries in `_meta`. */
export function challengeOf(answer: RpcAnswer | Answer | undefined): string | undefined {
  if (answer === undefined || answer.kind === 'trouble' || answer.kind === 'error') return undefined;
  if (answer.kind === 'result') {
    const meta = answer.result['_meta'];
    const texts = isRecord(meta) ? meta['mcp/www_authenticate'] : undefined;
    return Array.isArray(texts) && typeof texts[0] === 'string' ? texts[0] : undefined;
  }
  const reply = answer.kind === 'http' ? answer.reply : answer;
  return reply.status === 401 || reply.status === 403 ? reply.header('www-authenticate') : undefined;
}

/** The URL of the metadata that a challenge names. */
export function metadataUrlOf(challenge: string | undefined): string | undefined {
  return /resource_metadata\s*=\s*"?([^",\s]+)/i.exec(challenge ?? '')?.[1];
}

/** Protected Resource Metadata (RFC 9728): where the challenge says, else where it belongs. */
export async function findResource(wire: Wire, endpoint: string, named: string | undefined): Promise<Search> {
  const { origin, pathname } = new URL(endpoint);
  const path = pathname.replace(/\/+$/, '');
  const known = '/.well-known/oauth-protected-resource';
  const usual = [`${origin}${known}${path}`, `${origin}${known}`];
  return search(wire, [...(mayAsk(named, endpoint) ? [named] : []), ...usual], ({ authorization_servers }) =>
    Array.isArray(authorization_servers),
  );
}

/** Metadata of an authorization server (RFC 8414, OpenID Connect Discovery). */
export async function findIssuer(wire: Wire, issuer: string, endpoint: string): Promise<Search> {
  if (!mayAsk(issuer, endpoint)) return { found: undefined, looked: [] };
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/+$/, '');
  const urls = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/openid-configuration${path}`,
  ];
  return search(wire, urls, ({ token_endpoint }) => token_endpoint !== undefined);
}

/** Whether to ask a URL that a server names. One elsewhere does not send the doctor to what listens on this machine. */
function mayAsk(url: string | undefined, server: string): url is string {
  if (url === undefined || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return isLoopback(new URL(server).hostname)
    ? /^https?:$/.test(protocol)
    : protocol === 'https:' && !isLoopback(hostname);
}

async function search(wire: Wire, urls: readonly string[], isIt: (json: Fields) => boolean): Promise<Search> {
  const looked: Looked[] = [];
  for (const url of new Set(urls)) {
    const answer = await wire.ask(url, { headers: { accept: 'application/json' } });
    if (answer.kind === 'reply' && answer.status === 200 && isRecord(answer.json) && isIt(answer.json)) {
      return { found: { url, json: answer.json }, looked };
    }
    looked.push({ url, what: describeAnswer(answer) });
  }
  return { found: undefined, looked };
}
