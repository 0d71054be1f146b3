import type { Caller, FailureDetail, Logger, SurfaceName, ToolContext } from './contract.js';
import { declaredFailure, ToolFailure, toolError } from './errors.js';
import type { Runtime, Tool } from './tool.js';

/** What is known of a call before its arguments are. */
export interface CallFacts {
  readonly tool: Tool;
  readonly caller: Caller;
  readonly surface: SurfaceName;
  readonly requestId: string;
}

/** What the handler of this call gets besides its input. Its functions need no `this`, so it can be taken apart. */
export function createContext(runtime: Runtime, call: CallFacts, own: { readonly signal: AbortSignal }): ToolContext {
  const { tool, caller, surface, requestId } = call;
  const { errors } = tool.contract;
  return {
    app: runtime.app,
    caller,
    get signal() {
      return own.signal;
    },
    requestId,
    surface,
    log: scopedLog(runtime.log, { requestId, tool: tool.name }),
    progress() {},
    error(code: string, detail?: FailureDetail) {
      const declared = Object.hasOwn(errors, code) ? errors[code] : undefined;
      if (declared === undefined) return new Error(`${tool.name} does not declare the error '${code}'`);
      return declaredFailure(code, declared, detail);
    },
    notImplemented: () => new ToolFailure(toolError('not_implemented', `${tool.name} is not implemented yet.`)),
  };
}

/** A log whose every line carries `scope`. */
function scopedLog(log: Logger, scope: object): Logger {
  const join = (fields: object) => ({ ...(fields instanceof Error ? { err: fields } : fields), ...scope });
  return {
    debug: (fields, message) => log.debug(join(fields), message),
    info: (fields, message) => log.info(join(fields), message),
    warn: (fields, message) => log.warn(join(fields), message),
    error: (fields, message) => log.error(join(fields), message),
  };
}
