import type { Runtime } from '../../../tool.js';

/** What every revision tells of the server. */
export interface ServerFacts {
  readonly runtime: Runtime;
  /** The tools/list result, `{"tools":[...]}`. */
  readonly manifest: string;
  readonly identity: { readonly name: string; readonly title: string; readonly version: string };
  readonly instructions: string | undefined;
}

/** The facts behind a runtime. */
export function serverFacts(runtime: Runtime, manifest: string): ServerFacts {
  const { title, version, description } = runtime.service;
  return {
    runtime,
    manifest,
    identity: { name: title, title, version },
    instructions: description === '' ? undefined : description,
  };
}
