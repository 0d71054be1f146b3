/** Renders generated/router.ts. */
export const routerTemplate = `
import { createRouter, type RestRoutes{{#if tools}}, route{{/if}} } from 'diglot/runtime';
import type { Tools } from './contract.js';
{{#if tools}}
import { tools } from './tools.js';
{{/if}}

/** The REST surface: one route per tool that REST serves. Typed for Hono's client, hc. */
export const router = createRouter<RestRoutes<Pick<Tools, {{#if tools}}{{#each tools}}{{#if @index}} | {{/if}}{{lit name}}{{/each}}{{else}}never{{/if}}>>>();
{{#each tools}}
router.post({{lit path}}, route(tools.{{ident name}}));
{{/each}}
`;
