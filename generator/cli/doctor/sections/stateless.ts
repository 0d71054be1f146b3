import type { Facts } from '../facts.js';
import { describeRpc } from '../gather/describe.js';
import { type RpcAnswer, statusOf } from '../gather/rpc.js';
import { type StatelessTalk, speaksStateless } from '../gather/stateless.js';
import { fail, pass, skip, type Verdict } from '../verdict.js';
import { quote } from '../words.js';
import { isRefused } from './claude/transport.js';
import type { Judge, Judges } from './judge.js';

const name = '2026-07-28';

/** Judges an answer of the revision, where it is spoken. */
function spoken(take: (talk: StatelessTalk) => RpcAnswer | undefined, judge: (answer: RpcAnswer) => Verdict): Judge {
  return ({ stateless, token, metadata }) => {
    if (stateless !== undefined && isRefused(stateless.discover)) return skip(refusedWhy(token));
    if (stateless === undefined || !speaksStateless(stateless.discover))
      return skip(`The server does not speak ${name}.`);
    const answer = take(stateless);
    if (answer === undefined)
      return skip(
        token.text === undefined && metadata.isProtected ? `Not looked at: ${token.why}.` : 'There is nothing to call.',
      );
    return judge(answer);
  };
}

/** Why a server that refuses the caller was not looked at. */
function refusedWhy(token: Facts['token']): string {
  return token.text === undefined ? `Not looked at: ${token.why}.` : 'The token is refused: see claude/token.';
}

/** How an error has to come. */
interface Refusal {
  /** What is refused, as the beginning of a sentence. */
  readonly what: string;
  readonly status: number;
  readonly code: number;
  holds?(data: unknown): boolean;
}

function refusedWith({ what, status, code, holds = () => true }: Refusal): (answer: RpcAnswer) => Verdict {
  return (answer) => {
    const found = statusOf(answer);
    if (answer.kind === 'error' && answer.code === code && found === status && holds(answer.data)) return pass();
    return fail(`${what} is answered ${found === undefined ? '' : `${found}, `}with ${describeRpc(answer)}`);
  };
}

/** Whether a result has these members. */
function complete(what: string, members: readonly string[]): (answer: RpcAnswer) => Verdict {
  return (answer) => {
    if (answer.kind !== 'result') return fail(`${what} is answered with ${describeRpc(answer)}`);
    const lacks = members.filter((member) => answer.result[member] === undefined);
    return lacks.length === 0 ? pass() : fail(`The result of ${what} lacks ${lacks.join(', ')}.`);
  };
}

function namesSupported(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'supported' in data && Array.isArray(data.supported);
}

function judgeDiscover({ stateless, token }: Facts): Verdict {
  if (stateless === undefined) return skip('There is no MCP endpoint.');
  const { discover } = stateless;
  if (isRefused(discover)) return skip(refusedWhy(token));
  if (discover.kind !== 'result' || !speaksStateless(discover)) {
    const seen = describeRpc(discover).replace(/\.$/, '');
    return skip(`The server speaks the revisions with a handshake alone, as every client of today does too (${seen}).`);
  }
  const versions = discover.result['supportedVersions'];
  const texts = Array.isArray(versions) ? versions.map(String) : [];
  if (!texts.includes(name)) return fail(`server/discover names ${quote(texts.join(', '))}, without ${name}.`);
  return complete('server/discover', ['resultType', 'capabilities', 'ttlMs', 'cacheScope'])(discover);
}

export const statelessJudges: Judges<'stateless'> = {
  'stateless/discover': judgeDiscover,
  'stateless/list': spoken(({ list }) => list, complete('tools/list', ['tools', 'resultType', 'ttlMs', 'cacheScope'])),
  'stateless/version': spoken(
    ({ oddVersion }) => oddVersion,
    refusedWith({ what: 'The version 1999-01-01', status: 400, code: -32022, holds: namesSupported }),
  ),
  'stateless/headers': spoken(
    ({ oddHeader }) => oddHeader,
    refusedWith({ what: 'A tools/list whose header says tools/call', status: 400, code: -32020 }),
  ),
  'stateless/method': spoken(
    ({ unknownMethod }) => unknownMethod,
    refusedWith({ what: 'An unknown method', status: 404, code: -32601 }),
  ),
  'stateless/call': spoken(({ call }) => call, complete('tools/call', ['content', 'resultType'])),
};
