import type { Caller, FailureDetail, Logger, SurfaceName, ToolContext } from './contract.js';
import { declaredFailure, ToolFailure, toolError } from './errors.js';
import type { Runtime, Tool } from './tool.js';

/** What is known of a call before its arguments are. */
export interface CallFacts {
  readonly tool: Tool;
  readonly caller: Caller;
  readonly surface: SurfaceName;
  readonly requestId: string;
  /** Tells the client of the call while it runs; absent where nobody listens. */
  readonly tell?: (notice: Notice) => void;
}

/** What a handler has to tell while it runs. */
export type Notice =
  | {
      readonly kind: 'progress';
      readonly done: number;
      readonly total: number | undefined;
      readonly message: string | undefined;
    }
  /** `text` is the message of a log line; its fields are for the server's log alone. */
  | { readonly kind: 'log'; readonly level: keyof Logger; readonly logger: string; readonly text: string };

/** What the handler of this call gets besides its input. Its functions need no `this`, so it can be taken apart. */
export function createContext(
  runtime: Runtime,
  call: CallFacts,
  own: { readonly signal: AbortSignal; readonly isOver: boolean },
): ToolContext {
  const { tool, caller, surface, requestId } = call;
  const { errors } = tool.contract;
  // A handler may go on after its call has ended; nobody hears of that.
  const tell = (notice: Notice) => {
    if (!own.isOver) call.tell?.(notice);
  };
  let log: Logger | undefined;
  return {
    app: runtime.app,
    caller,
    get signal() {
      return own.signal;
    },
    requestId,
    surface,
    get log() {
      log ??= scopedLog(runtime.log, { requestId, tool: tool.name }, tell);
      return log;
    },
    progress: (done, total, message) => tell({ kind: 'progress', done, total, message }),
    error(code: string, detail?: FailureDetail) {
      const declared = Object.hasOwn(errors, code) ? errors[code] : undefined;
      if (declared === undefined) return new Error(`${tool.name} does not declare the error '${code}'`);
      return declaredFailure(code, declared, detail);
    },
    notImplemented: () => new ToolFailure(toolError('not_implemented', `${tool.name} is not implemented yet.`)),
  };
}

/** A log whose every line carries `scope`, and whose texts are told too. */
function scopedLog(
  log: Logger,
  scope: { readonly requestId: string; readonly tool: string },
  tell: (notice: Notice) => void,
): Logger {
  const at = (level: keyof Logger) => (fields: object, message: string) => {
    log[level]({ ...(fields instanceof Error ? { err: fields } : fields), ...scope }, message);
    tell({ kind: 'log', level, logger: scope.tool, text: message });
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
