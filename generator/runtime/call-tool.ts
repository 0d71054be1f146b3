import { authorise } from './auth/authorise.js';
import { logCall } from './call-log.js';
import { contentIssues } from './content.js';
import { type CallFacts, createContext } from './context.js';
import { type ToolError, ToolFailure, toolError } from './errors.js';
import { Interruption } from './interruption.js';
import { rateLimited } from './rate-limit.js';
import { isRecord } from './schema/equality.js';
import type { Runtime, Tool } from './tool.js';

/** One call, as a surface hands it in. */
export interface Call extends CallFacts {
  /** What is aborted when the client is gone or has cancelled; asked for only when the handler asks for its own. */
  readonly clientSignal: () => AbortSignal;
  /**
   * The raw arguments: none at all and null are an empty object. Asked for only when the caller may call. A ToolFailure
   * it throws is the answer.
   */
  readArguments(): unknown;
}

/** What became of a call. */
export type CallResult =
  /** `text` is the JSON of the output, or of the list of content blocks. */
  | { readonly ok: true; readonly kind: 'value' | 'content'; readonly text: string }
  | { readonly ok: false; readonly error: ToolError };

/**
 * The one path of every call: authorise, hold to limits, validate, run the handler within its time, validate its result,
 * shape it, count it. Never throws: whatever goes wrong is a ToolError, and its cause is in the log.
 */
export async function callTool(runtime: Runtime, call: Call): Promise<CallResult> {
  const start = performance.now();
  let result: CallResult;
  try {
    const { tool, caller } = call;
    refuse(authorise(tool.contract, caller, runtime.auth));
    const standing = runtime.capacity.standingOf(caller);
    const { rateLimiter } = runtime;
    if (tool.contract.rateLimit !== undefined && rateLimiter !== undefined)
      refuse(await rateLimited(rateLimiter, tool, standing.owner));
    const raw = call.readArguments();
    const input = readInput(tool, (raw instanceof Promise ? await raw : raw) ?? {});
    refuse(runtime.capacity.enter(standing));
    const interruption = new Interruption(runtime.deadlines, tool.contract.timeoutMs, call.clientSignal);
    let output: unknown;
    try {
      output = await interruption.settle(() => tool.run(input, createContext(runtime, call, interruption)));
    } finally {
      interruption.end();
      runtime.capacity.leave(standing);
    }
    result = shape(runtime, call, output);
  } catch (error) {
    result = { ok: false, error: failureOf(runtime, call, error) };
  }
  const ms = performance.now() - start;
  const code = result.ok ? undefined : result.error.name;
  runtime.usage.get(call.tool.name)?.[call.surface].count(ms, code);
  if (runtime.logsCalls || code !== undefined) logCall(runtime, call, { ms, code: code ?? 'ok' });
  return result;
}
/** Ends the call that is refused for this reason, if there is one. */
function refuse(error: ToolError | undefined): void {
  if (error !== undefined) throw new ToolFailure(error);
}

function failureOf({ log }: Runtime, { requestId, tool }: Call, error: unknown): ToolError {
  if (error instanceof ToolFailure) {
    const { cause, message, toolError } = error;
    if (cause !== undefined) log.error({ err: cause, requestId, tool: tool.name }, message);
    return toolError;
  }
  log.error({ err: error, requestId, tool: tool.name }, 'handler failed');
  return ownFault;
}

const ownFault = toolError('internal_error', 'The tool failed. The server log has the cause.');

function readInput(tool: Tool, input: unknown): unknown {
  if (!isRecord(input)) throw new ToolFailure(toolError('invalid_arguments', 'The arguments must be a JSON object.'));
  const issues = tool.validateInput(input);
  if (issues.length > 0) {
    const [first] = issues;
    const detail = `${first?.pointer || 'The arguments'} ${first?.message}`;
    const more = issues.length > 1 ? `, and ${issues.length - 1} more` : '';
    throw new ToolFailure(toolError('invalid_arguments', `${detail}${more}.`, { errors: issues }));
  }
  tool.fillDefaults?.(input);
  return input;
}

function shape(runtime: Runtime, { tool, requestId }: Call, output: unknown): CallResult {
  const issues = tool.validateOutput === undefined ? contentIssues(output) : tool.validateOutput(output);
  if (issues.length > 0) {
    runtime.log.error({ requestId, tool: tool.name, issues }, 'the result of the handler does not fit its schema');
    throw new ToolFailure(ownFault);
  }
  const text = JSON.stringify(output);
  const { maxResultChars } = tool.contract;
  if (text.length > maxResultChars) {
    runtime.log.warn({ requestId, tool: tool.name, length: text.length }, 'the result of the handler is too large');
    const detail = `The result has ${text.length} characters; the limit is ${maxResultChars}. Ask for less.`;
    throw new ToolFailure(toolError('result_too_large', detail));
  }
  return { ok: true, kind: tool.validateOutput === undefined ? 'content' : 'value', text };
}
