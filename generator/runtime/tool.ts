import type { Authenticate } from './auth/identity.js';
import type { AuthSettings } from './auth/settings.js';
import type { Capacity } from './capacity.js';
import type { Logger, Service, ToolContext, ToolContract } from './contract.js';
import type { Deadlines } from './deadlines.js';
import type { RateLimiter } from './rate-limit.js';
import { createValidators, type FillDefaults, type Validate } from './schema/index.js';
import type { ToolUsage } from './usage.js';

/** A tool ready to be called: its contract, its validators and its handler. */
export interface Tool {
  readonly name: string;
  readonly contract: ToolContract;
  readonly validateInput: Validate;
  readonly fillDefaults: FillDefaults | undefined;
  /** Undefined where the handler returns content blocks. */
  readonly validateOutput: Validate | undefined;
  run(input: unknown, ctx: ToolContext): unknown;
}

/** Any handler, whatever it takes. */
type AnyHandler = (input: never, ctx: never) => unknown;

/** Binds handlers to their contracts and builds their validators. Called once, by generated/tools.ts. */
export function createTools<Handlers extends { readonly [name: string]: AnyHandler }>(
  service: Service,
  handlers: Handlers,
): { readonly [Name in keyof Handlers]: Tool } {
  const { validator, defaults } = createValidators(service.schemas);
  const entries = Object.entries<AnyHandler>(handlers).map(([name, handler]): [string, Tool] => {
    const contract = Object.hasOwn(service.tools, name) ? service.tools[name] : undefined;
    if (contract === undefined) throw new Error(`no contract for the tool '${name}'`);
    return [
      name,
      {
        name,
        contract,
        validateInput: validator(contract.input),
        fillDefaults: defaults(contract.input),
        validateOutput: contract.output === 'content' ? undefined : validator(contract.output),
        // The generated table has held the handler against the contract, and callTool holds the input against the schema.
        run: handler as (input: unknown, ctx: ToolContext) => unknown,
      },
    ];
  });
  return Object.fromEntries(entries) as { readonly [Name in keyof Handlers]: Tool };
}

/** What every call shares: one per server. */
export interface Runtime {
  readonly service: Service;
  readonly tools: ReadonlyMap<string, Tool>;
  readonly app: unknown;
  readonly auth: AuthSettings;
  readonly baseUrl: string;
  readonly log: Logger;
  readonly deadlines: Deadlines;
  readonly capacity: Capacity;
  /** Absent where the host has none: the rate limits of the spec are then not held. */
  readonly rateLimiter: RateLimiter | undefined;
  /** By the name of the tool. */
  readonly usage: ReadonlyMap<string, ToolUsage>;
  /** See FetchOptions. */
  readonly logsCalls: boolean;
  digest(text: string): string | Promise<string>;
  newId(): string;
  readonly authenticate: Authenticate;
}

/** Hono's view of a request to this server: the runtime stands where other hosts put their bindings. */
export interface RuntimeEnv {
  Bindings: Runtime;
}
