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
  readonly tell?: ((notice: Notice) => void) | undefined;
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

/** What a context needs to know of how its call goes. */
export interface CallCourse {
  readonly signal: AbortSignal;
  /** Whether nobody waits for the handler any more. */
  readonly isOver: boolean;
}

/** What the handler of this call gets besides its input. Its functions need no `this`, so it can be taken apart. */
export function createContext<App>(
  runtime: Pick<Runtime, 'log'> & { readonly app: App },
  call: CallFacts,
  course: CallCourse,
): ToolContext<App> {
  return new CallContext(runtime, call, course);
}

/**
 * A class for the sake of its getters, as Interruption is. The functions, too, are made when they are asked for: closures
 * that a constructor stores have their calls outlive them until a full collection.
 */
class CallContext<App> implements ToolContext<App> {
  readonly app: App;
  readonly caller: Caller;
  readonly requestId: string;
  readonly surface: SurfaceName;
  readonly #call: CallFacts;
  readonly #course: CallCourse;
  readonly #serverLog: Logger;
  #log: Logger | undefined;

  constructor({ app, log }: Pick<Runtime, 'log'> & { readonly app: App }, call: CallFacts, course: CallCourse) {
    this.app = app;
    this.caller = call.caller;
    this.requestId = call.requestId;
    this.surface = call.surface;
    this.#call = call;
    this.#course = course;
    this.#serverLog = log;
  }

  get progress(): ToolContext['progress'] {
    return (done, total, message) => this.#tell({ kind: 'progress', done, total, message });
  }

  get error(): ToolContext['error'] {
    const { name, contract } = this.#call.tool;
    return (code: string, detail?: FailureDetail) => {
      const declared = Object.hasOwn(contract.errors, code) ? contract.errors[code] : undefined;
      if (declared === undefined) return new Error(`${name} does not declare the error '${code}'`);
      return declaredFailure(code, declared, detail);
    };
  }

  get notImplemented(): ToolContext['notImplemented'] {
    const { name } = this.#call.tool;
    return () => new ToolFailure(toolError('not_implemented', `${name} is not implemented yet.`));
  }

  get signal(): AbortSignal {
    return this.#course.signal;
  }

  get log(): Logger {
    this.#log ??= this.#createLog();
    return this.#log;
  }

  /** A log whose every line carries the request and the tool, and whose texts are told too. */
  #createLog(): Logger {
    const { tool, requestId } = this.#call;
    const scope = { requestId, tool: tool.name };
    const at = (level: keyof Logger) => (fields: object, message: string) => {
      this.#serverLog[level]({ ...(fields instanceof Error ? { err: fields } : fields), ...scope }, message);
      this.#tell({ kind: 'log', level, logger: tool.name, text: message });
    };
    return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  }

  /** A handler may go on after its call has ended; nobody hears of that. */
  #tell(notice: Notice): void {
    if (!this.#course.isOver) this.#call.tell?.(notice);
  }
}
