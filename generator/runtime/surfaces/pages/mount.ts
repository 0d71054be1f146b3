import { Hono } from 'hono';
import { toolError } from '../../errors.js';
import type { HeaderRecord } from '../../http.js';
import type { Runtime, RuntimeEnv } from '../../tool.js';
import { problemResponse } from '../../web.js';
import { type Prepared, prepareBytes } from '../discovery/prepared.js';
import { connectPage } from './connect-page.js';
import { connectScript } from './connect-script.js';
import { docsPage, signedInPage } from './docs-page.js';
import { docsScript, signedInScript } from './docs-script.js';
import { docsStyle } from './docs-style.js';
import { pageHeaders } from './frame.js';
import { gzipped, respondGzipped } from './gzip.js';
import { icon, style } from './style.js';
import { type PagesView, viewOf } from './view.js';

/** What a host has for the page of the REST documentation. */
export interface DocsHost {
  /** The client id that people sign in with there; they are asked for one when it is undefined. */
  readonly clientId: string | undefined;
  /** Reads a file of swagger-ui, compressed with gzip. */
  read(name: DocsFile): Promise<Uint8Array<ArrayBuffer>>;
}

/** The files of swagger-ui that the page needs. */
export type DocsFile = 'swagger-ui-bundle.js' | 'swagger-ui.css';

/** What the pages depend on in their host. */
export interface PagesHost {
  readonly docs?: DocsHost | undefined;
  /** Whether it opens no lasting streams. */
  readonly isolated?: boolean | undefined;
}

/** The pages for people: how to connect, and the REST documentation. Everything is made when it is first asked for. */
export function createPages(runtime: Runtime, { docs, isolated = false }: PagesHost): Hono<RuntimeEnv> {
  const routes = new Hono<RuntimeEnv>();
  const view = viewOf(runtime, { isolated, hasDocs: docs !== undefined });
  const refuse = (detail: string) =>
    problemResponse(runtime, toolError('not_found', detail), { requestId: runtime.newId() });
  routes.use('/', async (c, next) => {
    // Clients that were given the base URL look for other things there.
    if (!takesHtml(c.req.raw)) return refuse('There is nothing at this path for you: GET / is a page.');
    await next();
  });
  serveText(routes, '/', () => connectPage(view), pageHeaders({}));
  serveText(routes, '/pages/page.css', () => style, css);
  serveText(routes, '/pages/connect.js', () => connectScript, js);
  serveText(routes, '/pages/icon.svg', () => icon, { 'content-type': 'image/svg+xml' });
  if (docs === undefined) {
    routes.get('/docs', () => refuse('This server has no documentation page; read /.well-known/openapi-3.1.json.'));
  } else addDocs(routes, view, docs);
  return routes;
}

function addDocs(routes: Hono<RuntimeEnv>, view: PagesView, docs: DocsHost): void {
  const connect = view.tokenUrl === undefined ? [] : originsOf(view.tokenUrl);
  const headers = pageHeaders({ connect, dataImages: true });
  serveText(routes, '/docs', () => docsPage(view, docs.clientId), headers);
  routes.get('/docs/', () => new Response(null, { status: 308, headers: { location: '../docs' } }));
  serveText(routes, '/docs/oauth2-redirect.html', signedInPage, pageHeaders({}));
  serveText(routes, '/pages/signed-in.js', () => signedInScript, js);
  serveText(routes, '/pages/docs.js', () => docsScript, js);
  serveText(routes, '/pages/docs.css', () => docsStyle, css);
  for (const [name, type] of [['swagger-ui-bundle.js', js] as const, ['swagger-ui.css', css] as const]) {
    const prepared = once(async () => prepareBytes(await docs.read(name), { ...type, ...gzipped }));
    routes.get(`/pages/${name}`, async (c) => respondGzipped(await prepared(), c.req.raw));
  }
}

function serveText(routes: Hono<RuntimeEnv>, path: string, make: () => string, headers: HeaderRecord): void {
  const prepared = once(async () => prepareBytes(new TextEncoder().encode(make()), headers));
  routes.get(path, async (c) => (await prepared()).respond(c.req.raw));
}

/** Makes it once; again, where that failed. */
function once(make: () => Promise<Prepared>): () => Promise<Prepared> {
  let made: Promise<Prepared> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

function takesHtml(request: Request): boolean {
  return /\*\/\*|text\/(\*|html)/i.test(request.headers.get('accept') ?? '*/*');
}

/** The origin of a URL as a policy may name it; none where it has letters that would end the name there. */
function originsOf(url: string): string[] {
  return URL.canParse(url) && /^https?:\/\/[\w.:[\]-]+$/.test(new URL(url).origin) ? [new URL(url).origin] : [];
}

const css = { 'content-type': 'text/css; charset=utf-8' };
const js = { 'content-type': 'text/javascript; charset=utf-8' };
