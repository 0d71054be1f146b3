/** The data that generated code hands to the runtime, and the types that handlers are written against. */

/** A JSON value (RFC 8259). */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * A schema in diglot's portable subset of JSON Schema 2020-12.
 * `$ref` is always `#/schemas/<name>` and is looked up in {@link Service.schemas}.
 */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: JsonTypeName | readonly JsonTypeName[];
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly default?: Json;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly Json[];
  readonly deprecated?: boolean;
}

/** A type of JSON Schema. */
export type JsonTypeName = 'null' | 'boolean' | 'object' | 'array' | 'number' | 'integer' | 'string';

/** What a tool does to the world, as its author says (never guessed from the HTTP verb). */
export type Effect = 'read' | 'write' | 'destructive';

/** A surface a tool can be reached through. */
export type SurfaceName = 'rest' | 'mcp';

/** Who calls: a person through a client, or an application as itself. */
export type CallerKind = 'user' | 'app';

/** A business failure that a tool declares. `status` is the HTTP status REST answers with. */
export interface DeclaredErrorContract {
  readonly status: number;
  readonly message: string;
}

/** So many calls in so many seconds. */
export interface RateLimitContract {
  readonly calls: number;
  readonly perSeconds: number;
}

/** One tool as generated code describes it. */
export interface ToolContract {
  readonly title: string;
  readonly effect: Effect;
  readonly access: 'authenticated' | 'public';
  /** Short scope names; the caller needs all of them. */
  readonly scopes: readonly string[];
  readonly callers: readonly CallerKind[];
  /** App roles; an app caller needs all of them. */
  readonly roles: readonly string[];
  readonly expose: readonly SurfaceName[];
  /** Longest run of the handler, in milliseconds. */
  readonly timeoutMs: number;
  /** How often one caller may call; no limit when absent. */
  readonly rateLimit?: RateLimitContract;
  /** Largest result, in characters of its JSON text. */
  readonly maxResultChars: number;
  readonly errors: { readonly [code: string]: DeclaredErrorContract };
  readonly input: JsonSchema;
  /** `'content'`: the handler returns MCP content blocks itself. */
  readonly output: JsonSchema | 'content';
}

/** How callers prove who they are. `{name}` in a text is filled from the variable that `variables` maps it to. */
export interface OAuth2Contract {
  readonly kind: 'oauth2';
  readonly issuers: readonly string[];
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly audience: readonly string[];
  /** Put before a short scope name wherever a scope is advertised. */
  readonly scopePrefix: string;
  /** Short scope name to description. */
  readonly scopes: { readonly [name: string]: string };
  /** Tenant ids that may call; empty means any tenant of a listed issuer. */
  readonly tenants: readonly string[];
  /** Client ids that may call; empty means any. */
  readonly clients: readonly string[];
  /** Placeholder name to environment variable name. */
  readonly variables: { readonly [placeholder: string]: string };
}

/** How callers prove who they are: not at all, or by an issuer's tokens. */
export type AuthContract = { readonly kind: 'none' } | OAuth2Contract;

/** The whole spec as the runtime needs it; one per generated/tools.ts. */
export interface Service {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** The spec's `server.url`: used in documents when no PUBLIC_URL is set. */
  readonly serverUrl: string;
  readonly port: number;
  readonly auth: AuthContract;
  readonly schemas: { readonly [name: string]: JsonSchema };
  readonly tools: { readonly [name: string]: ToolContract };
}

/** The person or application behind a call. The only identity a handler may trust. */
export interface Caller {
  readonly tenant: string;
  /** Stable id of the person or application within the tenant. */
  readonly subject: string;
  readonly clientId: string;
  /** Short scope names. */
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  /** `anonymous`: a public tool called without a token, or a service with `auth: none`. */
  readonly kind: CallerKind | 'anonymous';
}

/** Structured log; `fields` come first, as in pino. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a handler may say about a failure it declares. */
export interface FailureDetail {
  /** One sentence for this very case; the declared message when absent. */
  readonly detail?: string;
  /** JSON Pointer (RFC 6901) to the argument at fault. */
  readonly pointer?: string;
}

/**
 * What a handler gets besides its input.
 * `throw ctx.error('out_of_stock')` answers with a declared error; `throw ctx.notImplemented()` answers 501.
 */
export interface ToolContext<App = unknown, ErrorCode extends string = string> {
  readonly app: App;
  readonly caller: Caller;
  /** Aborted on timeout, on cancellation and when the client is gone. */
  readonly signal: AbortSignal;
  readonly requestId: string;
  readonly surface: SurfaceName;
  /**
   * The server's log. MCP clients may hear the texts, never the fields: over Streamable HTTP in the handshake revisions
   * from info on, elsewhere when they ask. Keep secrets and anything about other people out of the text.
   */
  readonly log: Logger;
  /**
   * Tells the client how far the call is: `done` of `total`, both in a unit of the handler's choosing, with a short text
   * for people. Heard by MCP clients that asked for it with a progress token; nothing happens elsewhere.
   */
  progress(done: number, total?: number, message?: string): void;
  /** Builds (does not throw) the declared error `code`. */
  error(code: ErrorCode, detail?: FailureDetail): Error;
  /** Builds (does not throw) the answer of a handler nobody has filled in yet. */
  notImplemented(): Error;
}

/** The types of one tool, as generated/contract.ts declares them. */
export interface ToolTypes {
  /** What a caller may send: properties with a default may be absent. */
  readonly arguments: unknown;
  /** What the handler receives: checked, defaults filled in. */
  readonly input: unknown;
  readonly output: unknown;
  /** Codes of the declared errors. */
  readonly errors: string;
}

/** A handler of one tool. */
export type Handler<T extends ToolTypes, App> = (
  input: T['input'],
  ctx: ToolContext<App, T['errors']>,
) => T['output'] | Promise<T['output']>;

/** One MCP content block, for tools with `output: content`. */
export type ContentBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'audio'; readonly data: string; readonly mimeType: string }
  | {
      readonly type: 'resource_link';
      readonly uri: string;
      readonly name: string;
      readonly description?: string;
      readonly mimeType?: string;
    }
  | {
      readonly type: 'resource';
      readonly resource: { readonly uri: string; readonly mimeType?: string } & (
        | { readonly text: string }
        | { readonly blob: string }
      );
    };

/** What `createApp` in handlers/app.ts is given. */
export interface AppOptions {
  /** Environment variables as a plain record. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** A fresh unique id (UUID). */
  readonly newId: () => string;
}
