import { createHash } from 'node:crypto';
import { Html, html } from '../../runtime/html.js';

/** What the sign-in page shows. */
export interface SignInView {
  readonly client: string;
  /** Where the browser goes afterwards. */
  readonly returnsTo: string;
  readonly resource: string;
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
  readonly user: string;
  readonly problem?: string;
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; color: #222; background: #fff }
h1 { font-size: 1.4rem } ul { padding-left: 1.2rem } code { font-size: 0.9em }
input { font: inherit; padding: 0.4rem; width: 100%; box-sizing: border-box; margin-top: 0.2rem }
button { font: inherit; padding: 0.4rem 1.2rem; margin: 1rem 0.5rem 0 0 }
.note { color: #555; font-size: 0.85rem } .problem { color: #a00 }
`;

/**
 * Headers of every page. Nothing loads and nothing runs but the one style sheet; no page of another site may frame it.
 * `form-action` is left out: browsers apply it to the redirect that takes the form's answer back to the client.
 */
export const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** The page on which a person says who they are and what the client may do. */
export function signInPage(view: SignInView): string {
  const scopes = view.scopes.map(({ name, description }) => html`<li>${description} <code>${name}</code></li>`);
  return page(
    'Sign in',
    html`<h1>${view.client} asks for access</h1>
<p>It wants to use <code>${view.resource}</code> in your name:</p>
<ul>${scopes}</ul>
<form method="post">
${view.problem === undefined ? '' : html`<p class="problem">${view.problem}</p>`}
<label>Sign in as <input name="user" value="${view.user}" maxlength="64" autocomplete="off" autofocus></label>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>
<p class="note">You then return to ${view.returnsTo}. This is the local issuer of a development machine: any name signs in,
and the same name is always the same person.</p>`,
  );
}

/** The page for what can't go on. */
export function errorPage(problem: string): string {
  return page(
    'Sign-in failed',
    html`<h1>This sign-in can't go on</h1><p>${problem}</p><p>Start again in the application you came from.</p>`,
  );
}

function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${new Html(style)}</style></head>
<body>
${body}
</body>
</html>
`.text;
}
