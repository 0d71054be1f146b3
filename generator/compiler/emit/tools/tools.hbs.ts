/** Renders generated/tools.ts. */
export const toolsTemplate = `
import { createTools, type Service } from 'diglot/runtime';
{{#each tools}}
import { {{ident identifier}} } from {{lit handlerFile}};
{{/each}}
import type { Handlers } from './contract.js';

/** What the runtime knows of the spec. */
export const service: Service = {{lit service}};

/** Where TypeScript holds each handler against the contract. */
const handlers: Handlers = {
{{#each tools}}
  {{ident name}}: {{ident identifier}},
{{/each}}
};

/** The tool table: contract, schemas and handler of every tool. */
export const tools = createTools(service, handlers);
`;
