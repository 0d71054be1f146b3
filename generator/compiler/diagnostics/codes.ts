import { authCodes } from './codes/auth.js';
import { clientCodes } from './codes/client.js';
import { lifecycleCodes } from './codes/lifecycle.js';
import { schemaCodes } from './codes/schema.js';
import { specCodes } from './codes/spec.js';
import { textCodes } from './codes/text.js';
import { toolCodes } from './codes/tool.js';
import { yamlCodes } from './codes/yaml.js';
import type { Message } from './message.js';

const table = {
  ...yamlCodes,
  ...specCodes,
  ...toolCodes,
  ...schemaCodes,
  ...textCodes,
  ...clientCodes,
  ...authCodes,
  ...lifecycleCodes,
} as const;

/** Every code there is. */
export type DiagnosticCode = keyof typeof table;

/** What the texts of each code need. */
export type DiagnosticArguments = {
  readonly [Code in DiagnosticCode]: Parameters<(typeof table)[Code]['write']>[0];
};

/** The table of codes. The arguments of a code are checked where it is reported, see `Report`. */
export const messages: { readonly [Code in DiagnosticCode]: Message<unknown> } = table as {
  readonly [Code in DiagnosticCode]: Message<never>;
};

/** Every code, in the order of the table. */
export const diagnosticCodes = Object.keys(messages) as readonly DiagnosticCode[];

/** Whether a text is a code. */
export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(messages, text);
}
