import { isRecord } from '../../runtime/schema/equality.js';
import type { EchoInput } from '../mcp-load/fixture.js';
import type { Alternative, Outcome, Wanted } from './expected.js';

/** What came back for a frame. */
export interface Answer {
  /** The HTTP status and content type; undefined where the answer came on a stream that was open already. */
  readonly status: number | undefined;
  readonly type: string | undefined;
  /** The body, or the data of each event; none where there was nothing. */
  readonly texts: readonly string[];
  readonly isStream: boolean;
}

/** The kinds of answers, for the summary. */
export type Tally =
  | 'results'
  | 'failed calls'
  | 'errors'
  | 'problems'
  | 'silent'
  | 'batches'
  | 'subscriptions'
  | 'hung up';

const kindOf: Record<Alternative['kind'], Tally> = {
  problem: 'problems',
  silence: 'silent',
  reply: 'results',
  replies: 'batches',
  subscribed: 'subscriptions',
};

/** Stacks, file names, and messages of libraries and of the language itself. */
const leaks =
  /\n\s+at |node_modules|node:internal|\.[cm]?[jt]s:\d+|(Type|Range|Syntax|Reference)Error|Unexpected (token|end)|JSON at position|Maximum call stack|Cannot read prop|is not (a function|iterable)|swordfish/;

/** Whether a message tells how far a call is. */
export function isProgress(text: string): boolean {
  return text.startsWith('{"jsonrpc":"2.0","method":"notifications/progress",');
}

/** What an answer is held against. */
export interface Question {
  readonly alternatives: readonly Alternative[];
  /** What was asked, to tell the nonces in an answer from those of others. */
  readonly asked: string;
  readonly accept: string | undefined;
}

/** What kind of answer it was, if it is one of the alternatives; else why it is none of them. */
export function judge(
  { texts: all, ...answered }: Answer,
  { alternatives, asked, accept }: Question,
): { readonly tally: Tally } | { readonly fault: string } {
  const text = all.join('\n');
  const answer = { ...answered, texts: all.filter((one) => !isProgress(one)) };
  const leak = leaks.exec(text)?.[0];
  if (leak !== undefined) return { fault: `an answer shows '${leak.trim()}'` };
  const foreign = text.match(/nonce-\d+-\d+/g)?.find((found) => !asked.includes(found));
  if (foreign !== undefined) return { fault: `the answer of another client: ${foreign}` };
  const typeFault = wrongType(answered, accept);
  if (typeFault !== undefined) return { fault: typeFault };
  const faults: string[] = [];
  for (const alternative of alternatives) {
    const fault = faultOf(answer, alternative);
    if (fault === undefined) return { tally: tallyOf(alternative, text) };
    faults.push(fault);
  }
  return { fault: [...new Set(faults)].join('; or ') };
}

/** Results come in the only type that a client takes; refusals are JSON for all. */
function wrongType({ status, type, isStream }: Omit<Answer, 'texts'>, accept = '*/*'): string | undefined {
  if (status === undefined || status === 202) return undefined;
  if (isStream) return /text\/event-stream|\*\/\*/.test(accept) ? undefined : `an event stream for Accept: ${accept}`;
  if (type !== 'application/json' && type !== 'application/problem+json') return `an answer of type ${type}`;
  return status === 200 && accept === 'text/event-stream' ? 'JSON for who takes events only' : undefined;
}

function tallyOf({ kind }: Alternative, text: string): Tally {
  if (kind !== 'reply') return kindOf[kind];
  if (text.includes('"isError":true')) return 'failed calls';
  // The result comes before anything that a client could have put into it.
  return text.includes('"result":') ? 'results' : 'errors';
}

function faultOf(answer: Answer, alternative: Alternative): string | undefined {
  const { status, texts } = answer;
  switch (alternative.kind) {
    case 'problem':
      return problemFault(answer, alternative.status);
    case 'silence':
      if (texts.length > 0) return 'an answer where none was wanted';
      return status === undefined || status === 202 ? undefined : `status ${status} instead of 202`;
    case 'subscribed': {
      const first = parsed(texts[0]);
      const isThat =
        isRecord(first) && first['method'] === 'notifications/subscriptions/acknowledged' && !('id' in first);
      return isThat && (answer.isStream || status === undefined) ? undefined : 'no acknowledgement of a subscription';
    }
    case 'reply':
      return texts.length === 1
        ? replyFault(parsed(texts[0]), alternative, status)
        : `${texts.length} answers instead of one`;
    case 'replies':
      return texts.length === 1 ? repliesFault(parsed(texts[0]), alternative.each, status) : 'not one list of answers';
  }
}

function problemFault({ status, type, texts }: Answer, wanted: number): string | undefined {
  if (status !== wanted) return `status ${status} instead of ${wanted}`;
  if (type !== 'application/problem+json') return `a problem as ${type}`;
  const body = parsed(texts[0]);
  if (!isRecord(body) || body['status'] !== wanted) return 'a problem without its status';
  const isWhole = ['type', 'title', 'detail', 'code', 'requestId'].every((name) => typeof body[name] === 'string');
  return isWhole ? undefined : 'a problem document with members missing';
}

/** Each reply must belong to a message of its own, and each message that needs one must have one. */
function repliesFault(
  value: unknown,
  each: readonly (readonly Alternative[])[],
  status: number | undefined,
): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return 'not a list of answers';
  if (status !== undefined && status !== 200) return `status ${status} instead of 200`;
  const left: unknown[] = [...value];
  for (const alternatives of each) {
    const at = left.findIndex((item) =>
      alternatives.some((wanted) => wanted.kind === 'reply' && replyFault(item, wanted, undefined) === undefined),
    );
    if (at !== -1) left.splice(at, 1);
    else if (!alternatives.some(({ kind }) => kind === 'silence')) return 'a message of a batch without a right answer';
  }
  return left.length === 0 ? undefined : 'more answers than messages of a batch';
}

function replyFault(value: unknown, { ids, outcomes }: Wanted, status: number | undefined): string | undefined {
  if (!isRecord(value) || value['jsonrpc'] !== '2.0') return 'no JSON-RPC 2.0';
  const { id, result, error } = value;
  if (!ids.some((known) => known === id)) return `the id ${JSON.stringify(id)?.slice(0, 60)} is not the request's`;
  const members = Object.keys(value).toSorted().join();
  if (members !== 'id,jsonrpc,result' && members !== 'error,id,jsonrpc') return `the members ${members}`;
  const faults = outcomes.map((outcome) =>
    outcome.kind === 'error' ? errorFault(error, outcome, status) : resultFault(result, outcome, status),
  );
  return faults.includes(undefined) ? undefined : [...new Set(faults)].join(', or ');
}

function errorFault(
  error: unknown,
  { code, status }: Extract<Outcome, { kind: 'error' }>,
  actual: number | undefined,
): string | undefined {
  if (!isRecord(error)) return `no error ${code}`;
  if (error['code'] !== code) return `error ${String(error['code'])} instead of ${code}`;
  if (typeof error['message'] !== 'string' || error['message'] === '') return 'an error without a message';
  const data = error['data'];
  if (code === -32022 && !(isRecord(data) && Array.isArray(data['supported']))) return 'no list of what is supported';
  return actual === undefined || status.includes(actual) ? undefined : `error ${code} with status ${actual}`;
}

function resultFault(
  result: unknown,
  outcome: Exclude<Outcome, { kind: 'error' }>,
  status: number | undefined,
): string | undefined {
  if (!isRecord(result)) return 'no result';
  const isStepUp = outcome.kind === 'failure' && outcome.code === 'insufficient_scope';
  if (status !== undefined && status !== (isStepUp ? 403 : 200)) return `a result with status ${status}`;
  if (outcome.kind === 'failure') return failureFault(result, outcome.code);
  if (result['isError'] !== undefined) return 'a failed call';
  switch (outcome.method) {
    case 'initialize': {
      const version = String(result['protocolVersion']);
      const known = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];
      const right = known.find((name) => name === outcome.asked) ?? '2025-11-25';
      return version === right ? undefined : `initialize settles on ${version}`;
    }
    case 'tools/list':
      return Array.isArray(result['tools']) && result['tools'].length > 0 ? undefined : 'no tools';
    case 'server/discover':
      return Array.isArray(result['supportedVersions']) ? undefined : 'no supported versions';
    case 'echo':
      return echoFault(result, outcome.echo);
    case 'save':
    case 'narrate':
      return isRecord(result['structuredContent']) ? undefined : 'no structured content';
    default:
      return undefined;
  }
}

function failureFault(result: Readonly<Record<string, unknown>>, code: string): string | undefined {
  if (result['isError'] !== true) return 'no failed call';
  if ('structuredContent' in result) return 'a failed call with structured content';
  const found = problemIn(result['content']);
  return found === code ? undefined : `a call failed with ${found} instead of ${code}`;
}

function problemIn(content: unknown): string {
  const first: unknown = Array.isArray(content) ? content[0] : undefined;
  const problem = isRecord(first) ? parsed(String(first['text'])) : undefined;
  return isRecord(problem) ? String(problem['code']) : 'no problem document';
}

function echoFault(result: Readonly<Record<string, unknown>>, input: EchoInput | undefined): string | undefined {
  const { structuredContent: value, content } = result;
  if (!isRecord(value) || value['nonce'] !== input?.nonce) return 'not the nonce of the call';
  if (String(value['filler']).length !== (input?.filler ?? 0)) return 'not the filler of the call';
  const first: unknown = Array.isArray(content) ? content[0] : undefined;
  const isSame = isRecord(first) && first['text'] === JSON.stringify(value);
  return isSame ? undefined : 'the text is not the structured content';
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
