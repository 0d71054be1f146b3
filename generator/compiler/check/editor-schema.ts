import { schemaDefinitions } from '../schema/definitions.js';
import type { Fragment } from '../source/fragment.js';
import { language } from './language.js';

/**
 * The JSON Schema of tools.yaml, for editors. It refuses what the checker refuses in the form of a spec; what spans several
 * keys is the checker's alone. Keywords are those that tools for draft-07 know too, `$defs` apart.
 */
export function editorSchema(): Fragment {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'diglot tools.yaml',
    description: 'The tools of a service, which diglot compiles into an OpenAPI surface and an MCP surface.',
    ...language.schema(),
    $defs: schemaDefinitions(),
  };
}
