import { Html, html } from '../../html.js';
import type { HeaderRecord } from '../../http.js';

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  /** What leads from the page to the server's root. */
  readonly root: '' | '../';
  /** Files under pages/, in their order. */
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  readonly body: Html;
}

/** Apart: compilers replace a tagged template that holds it by a call of a library of theirs. */
const scriptEnd = new Html('</script>');

/** A whole page as text. It says nothing about the request, and holds no script and no style of its own. */
export function page({ title, root, styles, scripts, body }: PageParts): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${root}pages/icon.svg">
${styles.map((name) => html`<link rel="stylesheet" href="${root}pages/${name}">\n`)}${scripts.map((name) => html`<script src="${root}pages/${name}" defer>${scriptEnd}\n`)}</head>
<body>
${body}
</body>
</html>
`.text;
}

/** The field for what the script has to say to everybody, screen readers too. */
export const announcer: Html = html`<p class="toast" role="status" data-announce></p>`;

/** What a page may load besides its own site's files. */
export interface Allowances {
  /** Origins that its script may call. */
  readonly connect?: readonly string[];
  /** Whether style sheets hold their pictures themselves. */
  readonly dataImages?: boolean;
}

/**
 * The headers of a page: nothing comes from elsewhere, nothing inline runs, and no other page may frame it. The answer to
 * one who asks for something else than a page differs.
 */
export function pageHeaders({ connect = [], dataImages = false }: Allowances): HeaderRecord {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self'${dataImages ? ' data:' : ''}`,
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'x-frame-options': 'DENY',
    vary: 'accept',
  };
}
