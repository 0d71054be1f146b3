import type { Facts } from '../../facts.js';
import { describeRpc } from '../../gather/describe.js';
import type { RpcAnswer } from '../../gather/rpc.js';
import { fail, pass, skip, type Verdict, warn } from '../../verdict.js';
import { quote } from '../../words.js';
import { placesOf } from '../judge.js';
import { errorOf, reasonOf } from '../refusal.js';

/** Whether there is Streamable HTTP; the reverse of the classic mistake has its own words. */
export function judgeHttp({ http, sse, kind, given, lookedForEndpoints }: Facts): Verdict {
  const looked = `Looked at ${placesOf(lookedForEndpoints)}.`;
  if (http === undefined) {
    if (sse?.state === 'answered') {
      return warn(
        `${sse.url} speaks HTTP+SSE alone, the transport of 2024-11-05. ${looked}`,
        'Answer POST there too: clients drop the old transport one after the other.',
      );
    }
    if (kind !== 'document') return fail(`There is no MCP endpoint. ${looked}`);
    return fail(
      `${given.href} is an OpenAPI document, and no MCP endpoint was found. Pasted as the URL of a connector it can't be connected to. ${looked}`,
    );
  }
  const { url, opened } = http;
  if (opened.kind === 'result') return pass(`POST ${url} answers.`);
  if (isRefused(opened)) return pass(`POST ${url} asks for a token.`);
  if (opened.kind === 'error') return pass(`POST ${url} answers, with an error.`);
  return fail(`POST ${url}: ${describeRpc(opened)}`);
}

/** Whether an answer refuses the caller. */
export function isRefused(answer: RpcAnswer): boolean {
  return answer.kind === 'http' && (answer.reply.status === 401 || answer.reply.status === 403);
}

/** Which URL to paste. */
export function judgeUrl({ http, sse, kind, given }: Facts): Verdict {
  const url = http?.url ?? (sse?.state === 'none' ? undefined : sse?.url);
  if (url === undefined) return skip('There is no MCP endpoint.');
  if (kind === 'document') {
    return warn(
      `The URL given is the OpenAPI document. Claude connects to ${url}; pasted there, ${given.href} can't be connected to.`,
    );
  }
  return pass(`Paste ${url}.`);
}

/** Whether the stream of HTTP+SSE flows. */
export function judgeSse({ sse, http }: Facts): Verdict {
  if (sse === undefined || sse.state === 'none') {
    const seen = sse?.status === undefined ? '' : ` (GET ${sse.url}: ${sse.status})`;
    return skip(
      `There is no such stream${seen}. ${http === undefined ? '' : 'Clients of today use Streamable HTTP.'}`.trim(),
    );
  }
  const { url, state, seen } = sse;
  switch (state) {
    case 'refused':
      return skip(`GET ${url} asks for a token.`);
    case 'silent':
      return fail(`The stream of GET ${url} is buffered: ${seen || 'it opened, and its first event did not come'}.`);
    case 'ended':
      return fail(
        `The stream of GET ${url} ends at once, before its first event.`,
        'Keep the response open; hosts that wait for the end of a function can not serve it.',
      );
    case 'odd':
      return fail(
        `The first event of GET ${url} is '${quote(seen)}'; it has to be 'endpoint'.`,
        "Send 'event: endpoint' with the path to post to, before anything else.",
      );
    case 'foreign':
      return fail(
        `GET ${url} sends messages to ${quote(seen)}, another origin.`,
        'Name a path of the same server as the endpoint.',
      );
    case 'mute':
      return fail(`GET ${url} opens, but ${seen}.`);
    case 'answered':
      return pass(`GET ${url} opens, and the reply comes.`);
  }
}

const knownVersions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];

/** Whether the handshake is one. */
export function judgeInitialize({ http, sse, token }: Facts): Verdict {
  const answer = http?.opened ?? sse?.reply;
  if (answer === undefined) return skip('There is no MCP endpoint that answers.');
  if (isRefused(answer))
    return skip(token.text === undefined ? `Not looked at: ${token.why}.` : 'The token is refused: see claude/token.');
  if (answer.kind !== 'result') return fail(`initialize is answered with ${describeRpc(answer)}`);
  const { protocolVersion, capabilities, serverInfo } = answer.result;
  const version = quote(String(protocolVersion), 40);
  if (typeof protocolVersion !== 'string') return fail('The answer to initialize has no protocolVersion.');
  if (!knownVersions.includes(protocolVersion))
    return fail(`The answer to initialize says ${version}, a revision that no client knows.`);
  if (typeof capabilities !== 'object' || capabilities === null || !('tools' in capabilities)) {
    return fail('The capabilities have no tools: clients will not ask for any.');
  }
  const name =
    typeof serverInfo === 'object' && serverInfo !== null && 'name' in serverInfo
      ? ` as ${quote(String(serverInfo.name))}`
      : '';
  return pass(`The server speaks ${version}${name}.`);
}

/** Whether the token opens. */
export function judgeToken(facts: Facts): Verdict {
  const { http, call, token, metadata } = facts;
  if (http === undefined) return skip('There is no MCP endpoint.');
  if (token.text === undefined)
    return metadata.isProtected ? skip(`Not looked at: ${token.why}.`) : skip('The server asks for no token.');
  const refused = [http.opened, call?.answer].find((answer) => answer !== undefined && isRefused(answer));
  if (refused?.kind === 'http') {
    const { reply } = refused;
    const why = errorOf(reply.header('www-authenticate')) + reasonOf(facts);
    return fail(`The token (${token.source}) is refused with ${reply.status}.${why}`);
  }
  return pass(`The token (${token.source}) is taken.`);
}
