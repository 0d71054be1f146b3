/** Renders generated/contract.ts. */
export const contractTemplate = `
import type { {{#if content}}ContentBlock, {{/if}}Handler } from 'diglot/runtime';
import type { App } from '../handlers/app.js';
import type { components } from './types.js';

type Schemas = components['schemas'];

/** The types of every tool. */
export interface Tools {
{{#each tools}}
  {{doc description indent=2}}
  {{ident name}}: {
    /** What a caller may send. */
    arguments: Schemas[{{lit arguments}}];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas[{{lit input}}];
    output: {{#if output}}Schemas[{{lit output}}]{{else}}readonly ContentBlock[]{{/if}};
    errors: {{#if errors}}{{#each errors}}{{#if @index}} | {{/if}}{{lit this}}{{/each}}{{else}}never{{/if}};
  };
{{/each}}
}

/** A handler for every tool; generated/tools.ts holds handlers/ against it. */
export type Handlers = { readonly [Name in keyof Tools]: Handler<Tools[Name], App> };
`;
