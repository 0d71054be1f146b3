import { isRecord } from '../../../../runtime/schema/equality.js';
import type { Facts } from '../../facts.js';
import { fail, pass, skip, type Verdict, warn } from '../../verdict.js';
import type { Reply } from '../../wire.js';
import { quote } from '../../words.js';
import { errorOf, reasonOf } from '../refusal.js';

/** Characters of an answer that ChatGPT takes. */
const mostAnswer = 100_000;
const nothingToCall = 'No operation says x-openai-isConsequential: false and has an example or needs no arguments.';

/** Whether the token opens, and nothing else does. */
export function judgeToken(facts: Facts): Verdict {
  const { rest, token } = facts;
  if (rest === undefined) return skip(nothingToCall);
  const { anonymous, called, plan } = rest;
  if (anonymous === undefined) return skip(`${quote(plan.operation.place)} asks for no token.`);
  if (anonymous.kind === 'reply' && anonymous.status < 300) {
    return fail(
      `The document says that ${quote(plan.operation.place)} needs a token, and it answers ${anonymous.status} without one.`,
      'Check the token in front of every operation that says so.',
    );
  }
  if (token.text === undefined) return skip(`Not looked at: ${token.why}.`);
  if (called === undefined || called.kind === 'trouble') return fail(called?.why ?? 'It was not called.');
  const { status } = called;
  if (status !== 401 && status !== 403) return pass(`The token (${token.source}) is taken.`);
  const why = errorOf(called.header('www-authenticate')) + reasonOf(facts);
  return fail(
    `The token (${token.source}) is refused with ${status}.${why}`,
    status === 403 ? 'Ask the issuer for a token with the scopes that the server names.' : undefined,
  );
}

/** Whether one call works. */
export function judgeCall({ rest, token }: Facts): Verdict {
  if (rest === undefined) return skip(nothingToCall);
  const { plan, called } = rest;
  const place = quote(plan.operation.place);
  if (called === undefined)
    return skip(`${place} was not called: ${token.text === undefined ? token.why : 'it can not be'}.`);
  if (called.kind === 'trouble') return fail(called.why);
  const { status, json, text } = called;
  if (status === 401 || status === 403) return skip(`${place} was not let through: see chatgpt/token.`);
  if (status === 501)
    return warn(
      `${place} answers 501: nobody has filled in its handler.`,
      `Fill in handlers/${quote(plan.name, 64)}.ts`,
    );
  if (status >= 300)
    return (status >= 500 || status === 404 || status === 405 ? fail : warn)(
      `${place} answers ${status}${titleOf(called)}.`,
    );
  if (json === undefined) return fail(`${place} answers ${status}, but no JSON.`, 'Answer with application/json.');
  if (text.length > mostAnswer)
    return fail(
      `${place} answers with ${text.length} characters; ChatGPT takes ${mostAnswer}.`,
      'Answer with fewer whole items, and a cursor for the next.',
    );
  return pass(`${place} answers ${status} with ${text.length} characters.`);
}

function titleOf({ json }: Reply): string {
  const said = isRecord(json) ? (json['detail'] ?? json['title'] ?? json['message'] ?? json['error']) : undefined;
  return typeof said === 'string' ? `: ${quote(said)}` : '';
}
