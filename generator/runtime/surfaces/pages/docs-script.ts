/** The script of `GET /docs`, as the browser gets it. What is tried out goes to this very site. */
export const docsScript = `'use strict';
const place = document.getElementById('docs');
async function start() {
  const answer = await fetch('.well-known/openapi-3.1.json');
  const spec = await answer.json();
  spec.servers = [{ url: new URL('.', location.href).href.replace(/[/]$/, '') }];
  const ui = SwaggerUIBundle({
    spec,
    domNode: place,
    deepLinking: true,
    oauth2RedirectUrl: new URL('docs/oauth2-redirect.html', location.href).href,
  });
  ui.initOAuth({ clientId: place.dataset.clientId || '', usePkceWithAuthorizationCodeGrant: true });
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
