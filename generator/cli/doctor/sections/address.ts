import { isPublicHttps } from '../../../runtime/client-urls.js';
import type { Facts } from '../facts.js';
import { describeAnswer } from '../gather/describe.js';
import { fail, pass, skip, type Verdict, warn } from '../verdict.js';
import { type Judges, placesOf } from './judge.js';

/** Whether anything was found that a client could use. */
export function isFound({ document, endpoint, sse }: Facts): boolean {
  return (
    document !== undefined || endpoint !== undefined || (sse !== undefined && !['none', 'refused'].includes(sse.state))
  );
}

export const addressJudges: Judges<'address'> = {
  'address/reachable': ({ given, first, isReached, document, endpoint }) => {
    if (first.kind === 'trouble' && first.cause === 'certificate')
      return skip('It is not trusted: see address/certificate.');
    if (first.kind === 'trouble') return isReached ? warn(`${first.why} Other paths answer.`) : fail(first.why);
    const isMoved = new URL(first.url).origin !== given.origin;
    if (isMoved)
      return warn(`${given.href} leads to ${first.url}.`, `Look at that one: npx diglot doctor ${first.url}`);
    const answers = `${given.href} answers: ${describeAnswer(first)}.`;
    // At the base of a server there need be nothing, and at an MCP endpoint nothing to GET.
    if (first.status === 404 && given.pathname !== '/' && endpoint?.url !== first.url) {
      return warn(
        `${answers} The rest is about other paths of ${given.origin}.`,
        [
          document && `For ChatGPT: ${document.url}.`,
          endpoint && `For Claude: ${endpoint.url}.`,
          !document && !endpoint && `See that the path is right: npx diglot doctor ${given.origin}`,
        ]
          .filter(Boolean)
          .join(' '),
      );
    }
    return pass(answers);
  },
  'address/certificate': ({ given, first }) => {
    if (given.protocol !== 'https:') return skip('The URL is not https.');
    if (first.kind === 'trouble' && first.cause === 'certificate') return fail(first.why);
    return first.kind === 'trouble' ? skip('There is no answer.') : pass('This machine trusts the certificate.');
  },
  'address/https': ({ given, isLocal }) =>
    given.protocol === 'https:' ? pass() : forLater(isLocal, 'The URL is http; ChatGPT and Claude call https alone'),
  'address/port': ({ given, isLocal }) =>
    given.port === '' ? pass() : forLater(isLocal, `The URL has port ${given.port}; ChatGPT takes none`),
  'address/host': ({ given, isLocal }) =>
    isPublicHttps(`https://${given.hostname}`)
      ? pass()
      : forLater(isLocal, `${given.hostname} is no public name; the clouds of ChatGPT and Claude can't reach it`),
  'address/found': (facts) => {
    const { document, endpoint, sse, lookedForDocuments, lookedForEndpoints } = facts;
    if (isFound(facts)) {
      const mcp = endpoint?.url ?? (isFound({ ...facts, document: undefined }) ? sse?.url : undefined);
      return pass([document && `OpenAPI: ${document.url}`, mcp && `MCP: ${mcp}`].filter(Boolean).join('; '));
    }
    return fail(
      `There is neither an OpenAPI document nor an MCP endpoint. Looked at ${placesOf([...lookedForDocuments, ...lookedForEndpoints])}.`,
    );
  },
};

/** What the clouds need is for later on a developer's own machine. */
function forLater(isLocal: boolean, what: string): Verdict {
  return isLocal ? warn(`${what}. Fine on this machine, until a client is to reach it.`) : fail(`${what}.`);
}
