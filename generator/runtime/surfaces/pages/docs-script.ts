/**
 * The script of `GET /docs`, as the browser gets it. What is tried out goes to this very site. swagger-ui leaves some of
 * its parts without a name for screen readers or out of the keyboard's reach; they are mended as they appear.
 */
export const docsScript = `'use strict';
const place = document.getElementById('docs');
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', paint);
paint();

const missing = [
  ['.opblock-tag', { 'aria-level': '2' }],
  ['.opblock-body h4, .opblock-body h5', { 'aria-level': '3' }],
  ['section.models h4', { 'aria-level': '2' }],
  ['.modal-ux', { role: 'dialog', 'aria-modal': 'true', 'aria-label': 'Sign in', tabindex: '-1' }],
  ['.modal-ux h3, .modal-ux h4', { 'aria-level': '2' }],
  ['.modal-ux h6', { 'aria-level': '3' }],
  ['.close-modal', { 'aria-label': 'Close' }],
  ['.information-container', { role: 'region', 'aria-label': 'About' }],
  ['.modal-btn', { 'aria-label': null }],
  ['.examples-select-element', { 'aria-label': 'Example' }],
  ['.body-param__text', { 'aria-label': 'Request body' }],
  ['pre.microlight, .highlight-code pre, .curl-command pre', { tabindex: '0' }],
];
let opener;
function mend() {
  for (const [selector, attributes] of missing) {
    for (const element of place.querySelectorAll(selector)) {
      for (const [name, value] of Object.entries(attributes)) {
        if (value === null) element.removeAttribute(name);
        else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
      }
    }
  }
  const dialog = place.querySelector('.modal-ux');
  if (dialog && !opener) {
    opener = document.activeElement;
    dialog.focus();
  } else if (!dialog && opener) {
    opener.focus();
    opener = undefined;
  }
}
new MutationObserver(mend).observe(place, { childList: true, subtree: true });
/** Inside the dialog the keyboard stays, until it is closed. */
document.addEventListener('keydown', (event) => {
  const dialog = place.querySelector('.modal-ux');
  if (!dialog) return;
  if (event.key === 'Escape') dialog.querySelector('.close-modal').click();
  if (event.key !== 'Tab') return;
  const stops = dialog.querySelectorAll('button, input, a[href]');
  const [from, to] = event.shiftKey ? [stops[0], stops[stops.length - 1]] : [stops[stops.length - 1], stops[0]];
  if (document.activeElement !== from && dialog.contains(document.activeElement)) return;
  event.preventDefault();
  to.focus();
});

async function start() {
  const answer = await fetch('.well-known/openapi-3.1.json');
  const spec = await answer.json();
  spec.servers = [{ url: new URL('.', location.href).href.replace(/[/]$/, '') }];
  for (const { post } of Object.values(spec.paths)) post.tags = ['Actions'];
  const ui = SwaggerUIBundle({
    spec,
    domNode: place,
    oauth2RedirectUrl: new URL('docs/oauth2-redirect.html', location.href).href,
  });
  const flow = spec.components.securitySchemes?.oauth2?.flows.authorizationCode;
  if (flow === undefined) return;
  const clientId = place.dataset.clientId || '';
  ui.initOAuth({ clientId, scopes: Object.keys(flow.scopes), usePkceWithAuthorizationCodeGrant: true });
}
start();
`;

/** The script of the page that the issuer sends people back to: hands the code to the page that asked, and closes. */
export const signedInScript = `'use strict';
const answer = new URLSearchParams(location.search);
const asked = window.opener && window.opener.swaggerUIRedirectOauth2;
const fail = (message) => {
  document.querySelector('[data-says]').textContent = message;
  if (asked) asked.errCb({ authId: asked.auth.name, source: 'auth', level: 'error', message });
};
if (!asked) fail('Nobody waits for this sign-in. Start it in the documentation.');
else if (answer.get('state') !== asked.state) fail('This is the answer to another sign-in. Start again.');
else if (!answer.has('code')) fail('Not signed in: ' + (answer.get('error_description') || answer.get('error') || 'no code came'));
else {
  delete asked.state;
  asked.auth.code = answer.get('code');
  asked.callback({ auth: asked.auth, redirectUrl: asked.redirectUrl });
  window.close();
}
`;
