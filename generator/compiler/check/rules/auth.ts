import type { Report, Span } from '../../diagnostics/diagnostic.js';
import { entryOf, keySpanAt, nodeAt, spanAt, type YamlNode } from '../../source/source.js';
import { hostOf, isSignInHost, rootDomain } from '../sign-in-hosts.js';
import type { SpecRule, Subject, ToolRule, ToolSubject } from './rule.js';

const oauth2 = ['auth', 'oauth2'] as const;

/** Open services are meant to be rare. */
export const openService: SpecRule = ({ spec, root }, report) => {
  if (spec.auth.kind === 'none' && isRead(root)) report('auth/none', spanAt(root, ['auth'], root.span));
};

/** Whether `auth` was read from the spec, and does not only stand in for it. */
function isRead(root: YamlNode): boolean {
  const auth = nodeAt(root, ['auth']);
  return auth?.kind === 'map' || (auth?.kind === 'scalar' && auth.value === 'none');
}

/** Limits have to bind someone. */
export const limits: ToolRule = (subject, report) => {
  const { tool, spec, root, node, at, isSound } = subject;
  const isWhole = ['access', 'callers'].every((key) => isSound(nodeAt(node, [key])?.span ?? at()));
  if (!isRead(root) || !isWhole) return;
  const because =
    spec.auth.kind === 'none' ? "the service has 'auth: none'" : tool.access === 'public' ? 'the tool is public' : '';
  if (because !== '') {
    for (const key of ['scopes', 'callers', 'roles']) {
      const entry = entryOf(subject.node, key);
      const isEmpty = entry?.value.kind === 'list' && entry.value.items.length === 0;
      if (entry !== undefined && !isEmpty) report('auth/open-with-limits', entry.keySpan, { key, because });
    }
    return;
  }
  const asks = { scopes: tool.scopes.length > 0, roles: tool.roles.length > 0 };
  if (asks.scopes && !tool.callers.includes('user')) unreachable(subject, report, { key: 'scopes', kind: 'user' });
  if (asks.roles && !tool.callers.includes('app')) unreachable(subject, report, { key: 'roles', kind: 'app' });
  const written = nodeAt(subject.node, ['scopes']);
  const isUnscoped = written === undefined || (written.kind === 'list' && written.items.length === 0);
  if (isUnscoped && tool.callers.includes('user')) report('auth/unscoped-tool', at());
};

function unreachable({ node, at }: ToolSubject, report: Report, found: { key: string; kind: string }): void {
  report('auth/unreachable-limit', entryOf(node, found.key)?.keySpan ?? at(), found);
}

/** Sign-in has to be on the API's domain, or a known provider's. */
export const foreignHost: SpecRule = ({ spec, root }, report) => {
  const { auth } = spec;
  if (auth.kind === 'none') return;
  const domain = rootDomain(hostOf(spec.server.url));
  for (const key of ['authorizationUrl', 'tokenUrl'] as const) {
    const host = hostOf(auth[key]);
    if (host === '' || domain === '' || isSignInHost(host, domain)) continue;
    report('auth/foreign-host', spanAt(root, [...oauth2, key], root.span), { host, domain });
  }
};

/** Texts of the auth block with their places. */
function* authTexts(
  { root }: Subject,
  keys: readonly string[],
): Generator<{ readonly text: string; readonly span: Span }> {
  for (const key of keys) {
    const found: YamlNode | undefined = nodeAt(root, [...oauth2, key]);
    for (const node of found?.kind === 'list' ? found.items : found === undefined ? [] : [found]) {
      if (node.kind === 'scalar' && typeof node.value === 'string') yield { text: node.value, span: node.span };
    }
  }
}

/** Tenants of Entra that are everyone. */
const openTenant =
  /^https:\/\/(?:login\.microsoftonline\.com|sts\.windows\.net)\/(common|organizations|consumers)(?:\/|$)/i;

/** Where every tenant may sign in, a list has to say which may call. */
export const tenants: SpecRule = (subject, report) => {
  const { auth } = subject.spec;
  if (auth.kind === 'none' || auth.tenants.length > 0) return;
  for (const { text, span } of authTexts(subject, ['issuers', 'authorizationUrl', 'tokenUrl'])) {
    const tenant = openTenant.exec(text)?.[1];
    if (tenant === undefined) continue;
    report('auth/open-tenant', span, { tenant });
    return;
  }
};

/** Entra wants the MCP URL itself as an Application ID URI. */
export const appIdUri: SpecRule = (subject, report) => {
  if (subject.spec.auth.kind === 'none') return;
  const texts = [...authTexts(subject, ['audience', 'scopePrefix'])];
  const found = texts.find(({ text }) => text.startsWith('api://'));
  if (found !== undefined && !texts.some(({ text }) => text.startsWith('https://'))) {
    report('auth/app-id-uri', found.span, { uri: found.text });
  }
};

/** Directories want a privacy policy. */
export const privacyPolicy: SpecRule = ({ root }, report) => {
  const info = nodeAt(root, ['info']);
  if (info?.kind === 'map' && entryOf(info, 'privacyUrl') === undefined)
    report('server/no-privacy-policy', keySpanAt(root, ['info'], root.span));
};
