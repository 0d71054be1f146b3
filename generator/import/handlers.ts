import { identifierOf } from '../compiler/check/names.js';
import { docComment } from '../compiler/emit/text.js';
import type { Imported } from './imported.js';

/** Texts by path: a handler for each tool, and what they share. */
export function handlerTexts({ tools, app }: Imported): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ['handlers/app.ts', app],
    ...tools.map(({ name, forwards, call }) => [
      `handlers/${name}.ts`,
      `import type { Handlers } from '../generated/contract.js';

${docComment(`Forwards to ${forwards}.`)}
export const ${identifierOf(name)}: Handlers['${name}'] = (input, ctx) =>
  ${call};
`,
    ]),
  ]);
}
