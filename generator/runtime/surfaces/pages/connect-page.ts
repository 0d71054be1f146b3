import { html } from '../../html.js';
import { comparison } from './comparison.js';
import { diagram } from './diagram.js';
import { announcer, page } from './frame.js';
import type { PagesView } from './view.js';

/** `GET /`: how ChatGPT and Claude connect to this very server. */
export function connectPage(view: PagesView): string {
  const { title, description, version, restTools } = view;
  const body = html`<header class="top">
<h1>${title}</h1>
<p class="lead">${description}</p>
<p class="meta"><span>Version ${version}</span>${view.hasDocs ? html`<a href="docs">REST documentation</a>` : undefined}<a href=".well-known/openapi-3.1.json">OpenAPI document</a></p>
</header>
<main>
<section aria-labelledby="connect">
<div class="heading"><h2 id="connect">Connect</h2><button type="button" hidden data-again>Check again</button></div>
${
  view.isPublic
    ? undefined
    : html`<p class="hint">ChatGPT and Claude’s connectors call from their vendors’ clouds. They reach a public https URL on
the default port, which <code>${view.baseUrl}</code> is not: start the server with <code>PUBLIC_URL</code> set to one.</p>`
}
${diagram(view)}
</section>
<section aria-labelledby="compared">
<h2 id="compared">The two connections compared</h2>
${comparison(view)}
</section>
${
  restTools.length === 0
    ? undefined
    : html`<section aria-labelledby="actions">
<h2 id="actions">Actions over REST <span class="count">${restTools.length}</span></h2>
<ul class="tools">
${restTools.map(({ name, title, effect }) => html`<li><code>${name}</code><span>${title}</span><span class="effect">${effect}</span></li>\n`)}</ul>
</section>`
}
</main>
${announcer}`;
  return page({ title, root: '', styles: ['page.css'], scripts: ['connect.js'], body });
}
