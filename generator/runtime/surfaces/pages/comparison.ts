import { type Html, html } from '../../html.js';
import type { PagesView } from './view.js';

/** The two connections side by side. */
export function comparison({ authorizationUrl, tokenUrl, mcpPath }: PagesView): Html {
  const paths = mcpPath === '/mcp' ? html`<code>/mcp</code>` : html`<code>/mcp</code> and <code>/sse</code>`;
  const streams = mcpPath === '/mcp' ? undefined : html`; HTTP+SSE at <code>/sse</code>`;
  const signIn =
    authorizationUrl === undefined
      ? [html`None: everybody may call`, html`None: everybody may call`]
      : [
          html`OAuth 2.0 at <code>${authorizationUrl}</code>, tokens from <code>${tokenUrl}</code>, sent as <code>Authorization: Bearer</code>`,
          html`The same, found by <code>/.well-known/oauth-protected-resource</code>`,
        ];
  const rows: readonly (readonly [string, ...Html[]])[] = [
    ['Protocol', html`OpenAPI 3.1 over REST`, html`MCP, which is JSON-RPC`],
    ['Transport', html`HTTP: JSON in, JSON out`, html`Streamable HTTP at ${paths}${streams}`],
    ['Discovery', html`<code>/.well-known/openapi-3.1.json</code>`, html`<code>tools/list</code>`],
    ['Execution', html`<code>POST /tools/{name}</code>`, html`<code>tools/call</code>`],
    ['Authentication', ...signIn],
  ];
  // Roles, since a narrow screen lays the table out as a list.
  return html`<table role="table" aria-labelledby="compared">
<thead role="rowgroup"><tr role="row"><td></td><th role="columnheader" scope="col">ChatGPT</th><th role="columnheader" scope="col">Claude</th></tr></thead>
<tbody role="rowgroup">
${rows.map(
  ([name, chatgpt, claude]) => html`<tr role="row"><th role="rowheader" scope="row">${name}</th>
<td role="cell" data-client="ChatGPT">${chatgpt}</td><td role="cell" data-client="Claude">${claude}</td></tr>
`,
)}</tbody>
</table>`;
}
