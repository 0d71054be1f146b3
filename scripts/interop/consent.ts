import assert from 'node:assert/strict';

/** A person's browser in front of the local issuer's pages, without a screen: cookies, redirects and forms. */

const mostPages = 10;

interface Cookie {
  readonly value: string;
  readonly path: string;
}

/**
 * Opens an authorization URL, signs in as `user` on the page that comes, allows what it asks for, and gives the URL that
 * the browser is sent back to. That one is not opened.
 */
export async function allow(authorizationUrl: URL, user: string): Promise<URL> {
  const jar = new Map<string, Cookie>();
  let url = authorizationUrl;
  let form: URLSearchParams | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: { accept: 'text/html', cookie: cookiesFor(jar, url) },
      redirect: 'manual',
      ...(form && { body: form }),
    });
    keepCookies(jar, response);
    const page = await response.text();
    const location = response.headers.get('location');
    if (location === null) {
      assert.equal(response.status, 200, page);
      form = fillForm(page, user);
      continue;
    }
    form = undefined;
    url = new URL(location, url);
    if (url.origin !== authorizationUrl.origin) return url;
  }
  throw new Error(`The sign-in did not end within ${mostPages} pages.`);
}

/** What a person sends from the sign-in page, whose form posts to the page's own URL. */
function fillForm(page: string, user: string): URLSearchParams {
  assert.match(page, /<form method="post">/);
  assert.match(page, /<input name="user"/);
  assert.match(page, /<button name="decision" value="allow">Allow</);
  return new URLSearchParams({ user, decision: 'allow' });
}

function cookiesFor(jar: ReadonlyMap<string, Cookie>, { pathname }: URL): string {
  const sent = [...jar].filter(([, { path }]) => pathname.startsWith(path));
  return sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
}

function keepCookies(jar: Map<string, Cookie>, { headers }: Response): void {
  for (const cookie of headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    jar.set(name, { value, path: /;\s*path=([^;]+)/i.exec(cookie)?.[1] ?? '/' });
  }
}
