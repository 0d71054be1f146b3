/** Renders the first version of handlers/<tool>.ts; after that the file is the developer's. */
export const handlerTemplate = `import type { Handlers } from '../generated/contract.js';

{{doc description}}
export const {{ident identifier}}: Handlers[{{lit name}}] = async (_input, ctx) => {
  // Yours to fill in, and never overwritten. Until then callers are told that it is not implemented.
  throw ctx.notImplemented();
};
`;

/** Renders the first version of handlers/app.ts. */
export const appTemplate = `import type { AppOptions } from 'diglot/runtime';

/** What every handler gets as ctx.app: databases, clients of other services, configuration. */
export interface App {
  /** Called once, after the last request. */
  close(): Promise<void>;
}

/** Runs once, before the server answers its first request. */
export async function createApp(_options: AppOptions): Promise<App> {
  return { close: async () => {} };
}
`;
