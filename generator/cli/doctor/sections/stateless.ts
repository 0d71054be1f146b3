import type { Facts } from '../facts.js';
import { describeRpc } from '../gather/describe.js';
import type { RpcAnswer } from '../gather/rpc.js';
import { statusOf } from '../gather/rpc.js';
import { type StatelessTalk, speaksStateless } from '../gather/stateless.js';
import { fail, pass, skip, type Verdict } from '../verdict.js';
import { quote } from '../words.js';
import { isRefused } from './claude/transport.js';
import type { Judge, Judges } from './judge.js';

const name = '2026-07-28';

/** Judges an answer of the revision, where it is spoken. */
function spoken(take: (talk: StatelessTalk) => RpcAnswer | undefined, judge: (answer: RpcAnswer) => Verdict): Judge {
  return ({ stateless, token }) => {
    if (stateless === undefined || !speaksStateless(stateless.discover)) return skip('The server does not speak it.');
    const answer = take(stateless);
    if (answer === undefined)
      return skip(token.text === undefined ? `Not looked at: ${token.why}.` : 'There is nothing to call.');
    return judge(answer);
  };
}

/** Whether an error came as the revision wants it. */
const refusedWith =
  (status: number, code: number, holds: (data: unknown) => boolean = () => true) =>
  (answer: RpcAnswer): Verdict => {
    const found = statusOf(answer);
    if (answer.kind === 'error' && answer.code === code && found === status && holds(answer.data)) {
      return pass(`It is answered ${status}, ${code}.`);
    }
    return fail(`It is answered ${found === undefined ? '' : `${found}, `}with ${describeRpc(answer)}`);
  };

function missing(answer: RpcAnswer, members: readonly string[]): Verdict {
  if (answer.kind !== 'result') return fail(`It is answered with ${describeRpc(answer)}`);
  const lacks = members.filter((member) => answer.result[member] === undefined);
  return lacks.length === 0 ? pass('It does.') : fail(`The result lacks ${lacks.join(', ')}.`);
}

function namesSupported(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'supported' in data && Array.isArray(data.supported);
}

function judgeDiscover({ stateless, token }: Facts): Verdict {
  if (stateless === undefined) return skip('There is no MCP endpoint.');
  const { discover } = stateless;
  if (isRefused(discover))
    return skip(token.text === undefined ? `Not looked at: ${token.why}.` : 'The token is refused: see claude/token.');
  if (!speaksStateless(discover) || discover.kind !== 'result') {
    return skip(
      `The server speaks the revisions with a handshake alone, which every client of today does too (${describeRpc(discover).replace(/\.$/, '')}).`,
    );
  }
  const versions = discover.result['supportedVersions'];
  const texts = Array.isArray(versions) ? versions.map(String) : [];
  if (!texts.includes(name)) return fail(`It supports ${quote(texts.join(', '))}, without ${name}.`);
  const verdict = missing(discover, ['resultType', 'capabilities', 'ttlMs', 'cacheScope']);
  return verdict.status === 'pass' ? pass(`It supports ${quote(texts.join(', '))}.`) : verdict;
}

export const statelessJudges: Judges<'stateless'> = {
  'stateless/discover': judgeDiscover,
  'stateless/list': spoken(
    ({ list }) => list,
    (answer) => missing(answer, ['tools', 'resultType', 'ttlMs', 'cacheScope']),
  ),
  'stateless/version': spoken(({ oddVersion }) => oddVersion, refusedWith(400, -32022, namesSupported)),
  'stateless/headers': spoken(({ oddHeader }) => oddHeader, refusedWith(400, -32020)),
  'stateless/method': spoken(({ unknownMethod }) => unknownMethod, refusedWith(404, -32601)),
  'stateless/call': spoken(
    ({ call }) => call,
    (answer) => missing(answer, ['content', 'resultType']),
  ),
};
