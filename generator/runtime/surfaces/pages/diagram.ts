import { clientUrls } from '../../client-urls.js';
import { type Html, html } from '../../html.js';
import type { PagesView } from './view.js';

/** A value with a button that copies it; the script shows the button. */
function field(id: string, label: string, value: string): Html {
  return html`<div class="field">
<p class="label">${label}</p>
<code id="${id}">${value}</code>
<button type="button" hidden data-copies="${id}">Copy<span class="unseen"> what goes into: ${label}</span></button>
</div>`;
}

/** How something stands; the script looks. */
function state(check: string): Html {
  return html`<p class="state" role="status" data-check="${check}" data-state="unknown">Not checked</p>`;
}

const none = (what: string) => html`<p class="empty"><strong>${what}</strong> Add it to the tools that should be,
under <code>expose</code> in <code>spec/tools.yaml</code>.</p>`;

/** From each client over its protocol to this server, and the one path that a call takes there. */
export function diagram(view: PagesView): Html {
  const { baseUrl, mcpPath } = view;
  const urls = clientUrls(baseUrl);
  const chatgpt = html`${field('openapi31', 'Configure › Actions › Import from URL', urls.openapi31)}
${field('openapi', 'An importer that still reads OpenAPI 3.0', urls.openapi)}
<p class="note">Never the MCP URL: ChatGPT’s actions would connect and show nothing.</p>`;
  const claude = html`${field('mcp', 'Settings › Connectors › Add custom connector', `${baseUrl}${mcpPath}`)}
${mcpPath === '/mcp' ? undefined : field('streamable', 'A client that wants Streamable HTTP by name', `${baseUrl}/mcp`)}
<p class="note">ChatGPT’s developer mode speaks MCP too, and takes the same URL.</p>`;
  return html`<div class="diagram">
<section class="client chatgpt" aria-labelledby="chatgpt">
<h3 id="chatgpt">ChatGPT</h3><p class="kind">Actions, by OpenAPI</p>
${view.restTools.length > 0 ? html`${state('rest')}${chatgpt}` : none('No tool is exposed over REST, so there are no actions.')}
</section>
<section class="client claude" aria-labelledby="claude">
<h3 id="claude">Claude</h3><p class="kind">A connector, by MCP</p>
${view.hasMcpTools ? html`${state('mcp')}${claude}` : none('No tool is exposed over MCP, so a connector would be empty.')}
</section>
${wire('chatgpt', 'POST /tools/{name}', view.restTools.length > 0)}
${wire('claude', 'tools/call', view.hasMcpTools)}
${server(view)}
</div>`;
}

function wire(client: string, label: string, isUsed: boolean): Html {
  return html`<p class="wire ${client}${isUsed ? '' : ' unused'}"><code>${label}</code></p>`;
}

function server({ baseUrl, authorizationUrl }: PagesView): Html {
  const caller = authorizationUrl === undefined ? 'Everybody: there is no sign-in' : 'Token, scopes and roles';
  const steps = [
    ['Who calls', caller],
    ['Arguments', 'Held against the tool’s schema'],
    ['Handler', 'Your code, once for both'],
    ['Result', 'Held against the schema too'],
  ] as const;
  return html`<section class="server" aria-labelledby="server">
<div class="doors">
<p class="door chatgpt">REST surface</p>
<p class="door claude">MCP surface</p>
</div>
<svg class="merge" viewBox="0 0 400 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">
<path class="chatgpt" d="M100 0C100 28 200 12 200 40"/><path class="claude" d="M300 0C300 28 200 12 200 40"/>
</svg>
<div class="name"><h3 id="server">This server</h3>${state('server')}<code>${baseUrl}</code></div>
<ol class="path" aria-label="The one path of every call">
${steps.map(([name, what]) => html`<li><strong>${name}</strong><span>${what}</span></li>\n`)}</ol>
</section>`;
}
