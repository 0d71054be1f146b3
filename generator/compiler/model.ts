import type { AuthContract, CallerKind, Effect, Json, SurfaceName } from '../runtime/contract.js';
import type { NamedType, ObjectType, TypeExpr } from './schema/type-expr.js';

/** A checked spec. Names are resolved, defaults applied, and everything keeps the order of the spec. */
export interface ToolSpec {
  readonly info: Info;
  readonly plugin: Plugin;
  readonly server: { readonly url: string; readonly port: number };
  readonly auth: AuthContract;
  readonly schemas: readonly NamedType[];
  readonly tools: readonly Tool[];
  /** Ceiling of the tools/list text in bytes. */
  readonly budget?: number;
}

/** What the service is, for people and directories. */
export interface Info {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly contact?: { readonly name?: string; readonly email?: string; readonly url?: string };
  readonly termsUrl?: string;
  readonly privacyUrl?: string;
  readonly logoUrl?: string;
}

/** The texts of ai-plugin.json. */
export interface Plugin {
  readonly nameForHuman: string;
  readonly nameForModel: string;
  readonly descriptionForHuman: string;
  readonly descriptionForModel: string;
}

/** A tool, with the defaults of the spec applied. */
export interface Tool {
  readonly name: string;
  /** The exported name of its handler: camelCase of `name`. */
  readonly identifier: string;
  readonly title: string;
  readonly description: string;
  readonly modelDescription?: string;
  readonly effect: Effect;
  readonly idempotent: boolean;
  readonly openWorld: boolean;
  readonly confirm: 'always' | 'never';
  readonly access: 'authenticated' | 'public';
  readonly scopes: readonly string[];
  readonly callers: readonly CallerKind[];
  readonly roles: readonly string[];
  /** Closed unless the spec says otherwise. */
  readonly input: ObjectType;
  /** An object type, possibly by reference; `content` where the handler returns content blocks. */
  readonly output: TypeExpr | 'content';
  readonly errors: readonly DeclaredError[];
  readonly examples: readonly Example[];
  readonly idempotencyKey?: string;
  readonly status?: { readonly running?: string; readonly done?: string };
  readonly timeoutMs: number;
  readonly rateLimit?: RateLimit;
  readonly maxResultChars: number;
  readonly expose: readonly SurfaceName[];
  readonly tags: readonly string[];
  readonly deprecated?: { readonly since?: string; readonly sunset?: string; readonly replacedBy?: string };
  readonly renamedFrom?: string;
}

/** A failure that a tool says it may answer with; `status` is that of HTTP. */
export interface DeclaredError {
  readonly name: string;
  readonly status: number;
  readonly message: string;
}

/** So many calls of one caller in so many seconds. */
export interface RateLimit {
  readonly calls: number;
  readonly perSeconds: number;
}

/** A call that is known to fit its schemas, and what it answers. */
export interface Example {
  readonly name: string;
  readonly input: Json;
  readonly result:
    | { readonly kind: 'output'; readonly value: Json }
    | { readonly kind: 'error'; readonly name: string };
}
