import { editorSchema } from '../compiler/check/editor-schema.js';

/** `diglot schema`: the JSON Schema of tools.yaml, as text. */
export function schemaText(): string {
  return `${JSON.stringify(editorSchema(), null, 2)}\n`;
}
