/** How the arguments of a tool become a request to the API behind it. Plain data, written by `diglot import openapi`. */
export interface Operation {
  readonly method: string;
  /** Below the API's address; `{name}` is filled from the path parameter of that name. */
  readonly path: string;
  /** By argument: where it goes. */
  readonly parameters?: { readonly [argument: string]: Parameter };
  readonly body?: Body;
  readonly answer: Answer;
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  /** Its name in the request; that of the argument when absent. */
  readonly name?: string;
  /** As OpenAPI has it; `form` in a query and `simple` elsewhere when absent. */
  readonly style?: string;
  /** As OpenAPI has it: true for `form`, false otherwise when absent. */
  readonly explode?: boolean;
  /** The value is sent as its JSON text. */
  readonly json?: boolean;
}

export interface Body {
  readonly type: string;
  /** The argument that is the whole body; when absent, the body has every argument that is no parameter. */
  readonly argument?: string;
  /** By argument: the name of a property that goes by another in the body. */
  readonly names?: { readonly [argument: string]: string };
}

/**
 * What becomes the tool's result: the JSON of the answer, that JSON under `result`, the status alone under `status`, or
 * the answer, whatever it is, as content blocks.
 */
export type Answer = 'json' | 'result' | 'status' | 'content';

/** The errors that a tool which forwards declares. */
export type UpstreamError = 'upstream_refused' | 'upstream_not_found' | 'upstream_busy' | 'upstream_failed';
