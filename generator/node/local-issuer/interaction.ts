import type { ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { isUserName } from './claims.js';
import { type Exchange, readText } from './http.js';
import { errorPage, pageHeaders, type SignInView, signInPage } from './pages.js';

/** The issuer whose sign-in page this is. */
export interface Site {
  readonly provider: Provider;
  /** Short scope name to description. */
  readonly scopes: { readonly [name: string]: string };
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

const standardScopes: { readonly [name: string]: string } = {
  openid: 'Know who you are',
  offline_access: 'Stay signed in when you are away',
};

/**
 * Shows the sign-in page (GET) and takes its answer (POST). Only the browser that started the authorization has the
 * cookie that oidc-provider set for this very path, so no other page can send the form.
 */
export async function answerInteraction(exchange: Exchange, site: Site): Promise<void> {
  const { request, response } = exchange;
  const details = await site.provider.interactionDetails(request, response).catch(() => undefined);
  if (details === undefined) {
    return sendPage(response, 400, errorPage('It has expired, is done already or began in another browser.'));
  }
  if (request.method === 'GET') return sendPage(response, 200, signInPage(await viewOf(details, site)));
  if (request.method !== 'POST') return sendPage(response, 405, errorPage('This page takes GET and POST.'));
  const form = new URLSearchParams(await readText(request));
  const finish = (result: Parameters<Provider['interactionFinished']>[2]) =>
    site.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  if (form.get('decision') !== 'allow') {
    return finish({ error: 'access_denied', error_description: 'the person said no' });
  }
  const user = form.get('user')?.trim() ?? '';
  if (!isUserName(user)) {
    const problem = 'A name has 1 to 64 letters, digits, spaces, dots and dashes.';
    return sendPage(response, 400, signInPage({ ...(await viewOf(details, site)), user, problem }));
  }
  return finish({ login: { accountId: user }, consent: { grantId: await grant(user, details, site) } });
}

/** Grants `user`'s client what it asked for and the page showed. */
async function grant(user: string, details: Details, site: Site): Promise<string> {
  const { params } = details;
  const consent = new site.provider.Grant({ accountId: user, clientId: String(params['client_id']) });
  const asked = askedScopes(details, site);
  consent.addOIDCScope(asked);
  const own = asked.filter((scope) => Object.hasOwn(site.scopes, scope));
  for (const resource of texts(params['resource'])) consent.addResourceScope(resource, own);
  return consent.save();
}

async function viewOf(details: Details, site: Site): Promise<SignInView> {
  const { params, session } = details;
  const clientId = String(params['client_id']);
  const client = await site.provider.Client.find(clientId);
  return {
    client: client?.clientName ?? clientId,
    returnsTo: placeOf(String(params['redirect_uri'])),
    resource: texts(params['resource']).join(', '),
    scopes: askedScopes(details, site).map((name) => ({
      name,
      description: site.scopes[name] ?? standardScopes[name] ?? name,
    })),
    user: session?.accountId ?? 'demo',
  };
}

/** What the client asked for, as far as it is known here. */
function askedScopes({ params }: Details, { scopes }: Site): string[] {
  const known = (scope: string) => Object.hasOwn(scopes, scope) || Object.hasOwn(standardScopes, scope);
  return [...new Set(String(params['scope'] ?? '').split(' '))].filter(known);
}

/** The part of a redirect URI that a person can judge: origin, or scheme of an app's own. */
function placeOf(uri: string): string {
  if (!URL.canParse(uri)) return uri;
  const { origin, protocol } = new URL(uri);
  return origin === 'null' ? `an application (${protocol})` : origin;
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, pageHeaders).end(page);
}
