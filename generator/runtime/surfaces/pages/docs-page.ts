import { html } from '../../html.js';
import { page } from './frame.js';
import type { PagesView } from './view.js';

/** `GET /docs`: the REST documentation. `clientId` is what people sign in with; they may type one when it is undefined. */
export function docsPage({ title }: PagesView, clientId: string | undefined): string {
  const body = html`<header><a href="./">How to connect</a><a href=".well-known/openapi-3.1.json">OpenAPI document</a></header>
<div id="docs"${clientId === undefined ? undefined : html` data-client-id="${clientId}"`}>
<noscript><main><h1>${title}</h1><p>This page needs JavaScript; the OpenAPI document does not.</p></main></noscript>
</div>`;
  return page({
    title: `${title}: REST documentation`,
    root: '',
    styles: ['docs.css'],
    scripts: ['swagger-ui-bundle.js', 'docs.js'],
    body,
  });
}

/** Where the issuer sends people back to. */
export function signedInPage(): string {
  return page({
    title: 'Signing in',
    root: '../',
    styles: ['page.css'],
    scripts: ['signed-in.js'],
    body: html`<main><h1>Signing in</h1><p data-says>One moment.</p></main>`,
  });
}
