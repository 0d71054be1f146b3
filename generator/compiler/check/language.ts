import type { Report } from '../diagnostics/diagnostic.js';
import {
  choice,
  dictionary,
  flag,
  integer,
  json,
  list,
  located,
  named,
  node,
  optional,
  record,
  required,
  type Shape,
  text,
  wordOr,
} from '../source/shape.js';
import type { YamlEntry } from '../source/source.js';

/** The keys of tools.yaml: what is required, which values each takes. Meaning across keys is checked later. */

const url = text({
  pattern: /^https?:\/\/[^\s"'<>`\\]+$/,
  most: 2000,
  help: 'Write an absolute URL such as https://example.com/terms.',
});
const httpsTemplate = text({
  pattern: /^https:\/\/[^\s"'<>`\\]+$/,
  most: 2000,
  help: 'Write an https URL; {name} is filled from variables.',
});
const duration = text({
  pattern: /^([1-9][0-9]{0,5}ms|[1-9][0-9]{0,3}s|[1-9][0-9]?m)$/,
  help: "Write a number and a unit: '500ms', '10s' or '1m'.",
});
const rateLimit = text({
  pattern: /^[1-9][0-9]{0,6}\/(s|min|h)$/,
  help: "Write calls per unit: '5/s', '60/min' or '1000/h'.",
});
const resultChars = integer(1000, 10_000_000);
const expose = list(choice(['rest', 'mcp']), 1);
const scopeName = ({ key, keySpan }: YamlEntry, report: Report): boolean => {
  if (/^[A-Za-z0-9_.:/-]{1,100}$/.test(key)) return true;
  report('auth/bad-scope-name', keySpan, { name: key.slice(0, 80) });
  return false;
};
const errorName = named(
  'an error',
  /^[A-Za-z][A-Za-z0-9_]{0,63}$/,
  'Start with a letter; then letters, digits and _, up to 64.',
);
const exampleName = named(
  'an example',
  /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
  'Start with a letter; then letters, digits, _ and -, up to 64.',
);
const variableName = text({
  pattern: /^[A-Z][A-Z0-9_]{0,63}$/,
  help: 'Name an environment variable, such as ENTRA_TENANT_ID.',
});
const placeholderName = named('a variable', /^[a-z][A-Za-z0-9]{0,31}$/, 'Use a short lower-case word.');
const anyName = () => true;
const diagnosticCode = named(
  'a diagnostic',
  /^[a-z]+\/[a-z-]+$/,
  "Write the code as it was printed, such as 'client/too-many-actions'.",
);
const allow = dictionary(diagnosticCode, text({ most: 500 }));

const info = record('info', {
  title: required(text({ most: 60 })),
  version: required(
    text({
      pattern: /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/,
      help: 'Write a semantic version such as 1.0.0.',
    }),
  ),
  description: required(text({ most: 300 })),
  contact: optional(
    record('contact', {
      name: optional(text({ most: 100 })),
      email: optional(text({ pattern: /^[^\s@<>"]+@[^\s@<>"]+$/, most: 200, help: 'Write an e-mail address.' })),
      url: optional(url),
    }),
  ),
  termsUrl: optional(url),
  privacyUrl: optional(url),
  logoUrl: optional(url),
});

const plugin = record('plugin', {
  nameForHuman: optional(text({ most: 20, lengthCode: 'text/plugin-length' })),
  nameForModel: optional(
    text({
      most: 50,
      pattern: /^[A-Za-z0-9]+$/,
      help: 'Use letters and digits only.',
      lengthCode: 'text/plugin-length',
    }),
  ),
  descriptionForHuman: optional(text({ most: 100, lengthCode: 'text/plugin-length' })),
  descriptionForModel: optional(text({ most: 8000, lengthCode: 'text/plugin-length' })),
});

const serverUrl = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$/;

/** The one URL of the server, with what is wrong with it in words. */
const singleUrl: Shape<string> = (node, report) => {
  if (node.kind === 'list') report('server/several-urls', node.span);
  const value = node.kind === 'list' ? undefined : text({ most: 2000 })(node, report);
  if (value === undefined || serverUrl.test(value)) return value;
  report('server/bad-url', node.span, { problem: urlProblem(value) });
  return undefined;
};

function urlProblem(url: string): string {
  if (!url.startsWith('https://')) return 'is not https';
  const host = /^https:\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
  if (/:\d*$/.test(host)) return 'names a port';
  if (/[A-Z]/.test(host)) return 'has upper-case letters in its host';
  return url.endsWith('/') ? 'ends in a slash' : 'is not a host, optionally with a path';
}

const server = record('server', {
  url: required(singleUrl),
  port: optional(integer(1, 65_535)),
});

const oauth2 = record('auth.oauth2', {
  issuers: required(list(httpsTemplate, 1)),
  authorizationUrl: required(located(httpsTemplate)),
  tokenUrl: required(located(httpsTemplate)),
  audience: required(list(text({ most: 500 }), 1)),
  scopePrefix: optional(located(text({ least: 0, most: 300, pattern: /^\S*$/, help: 'Write it without spaces.' }))),
  scopes: required(dictionary(scopeName, text({ most: 300 }))),
  tenants: optional(list(text({ most: 100 }))),
  clients: optional(list(text({ most: 100 }))),
  variables: optional(dictionary(placeholderName, variableName)),
});

const scheme = record('auth', { oauth2: required(oauth2) });

/** One scheme: clients take no more. */
const oneScheme: typeof scheme = (node, report) => {
  const second =
    node.kind === 'map' ? node.entries[1]?.keySpan : node.kind === 'list' ? node.items[1]?.span : undefined;
  if (second === undefined) return scheme(node, report);
  report('auth/several-schemes', second);
  return undefined;
};

const auth = wordOr('none', oneScheme);

const defaults = record('defaults', {
  timeout: optional(duration),
  rateLimit: optional(rateLimit),
  maxResultChars: optional(resultChars),
  expose: optional(expose),
});

const statusText = text({ most: 64, lengthCode: 'text/status-length' });

const example = located(
  record('an example', { input: required(json), output: optional(json), error: optional(located(text({ most: 64 }))) }),
);

const tool = located(
  record('a tool', {
    title: required(text({ most: 60, lengthCode: 'text/title-length' })),
    description: required(text({ most: 299, lengthCode: 'text/description-length' })),
    modelDescription: optional(text({ most: 100_000 })),
    effect: required(choice(['read', 'write', 'destructive']), 'effect/missing'),
    idempotent: optional(flag),
    openWorld: optional(flag),
    confirm: optional(choice(['always', 'never'])),
    access: optional(choice(['authenticated', 'public'])),
    scopes: optional(list(text({ most: 100 }))),
    callers: optional(list(choice(['user', 'app']), 1)),
    roles: optional(list(text({ most: 100 }))),
    input: required(node),
    output: required(wordOr('content', node)),
    errors: optional(list(text({ most: 64 }))),
    examples: optional(dictionary(exampleName, example)),
    idempotencyKey: optional(located(text({ most: 64 }))),
    status: optional(record('status', { running: optional(statusText), done: optional(statusText) })),
    timeout: optional(duration),
    rateLimit: optional(rateLimit),
    maxResultChars: optional(resultChars),
    expose: optional(expose),
    tags: optional(list(text({ most: 60 }))),
    deprecated: optional(
      record('deprecated', {
        since: optional(text({ most: 40 })),
        sunset: optional(text({ pattern: /^\d{4}-\d{2}-\d{2}$/, help: 'Write a date such as 2027-01-31.' })),
        replacedBy: optional(located(text({ most: 64 }))),
      }),
    ),
    renamedFrom: optional(text({ most: 64 })),
    allow: optional(allow),
  }),
);

/** A whole tools.yaml. */
export const language = record('the spec', {
  diglot: required(located(integer(0, 1_000_000))),
  info: required(info),
  plugin: optional(plugin),
  server: required(server),
  auth: required(auth),
  schemas: optional(dictionary(anyName, node)),
  errors: optional(
    dictionary(
      errorName,
      record('an error', { status: required(integer(400, 599)), message: required(text({ most: 300 })) }),
    ),
  ),
  defaults: optional(defaults),
  budget: optional(integer(1000, 100_000_000)),
  allow: optional(allow),
  tools: required(dictionary(anyName, tool, 1)),
});

type Read<S> = S extends (...args: never[]) => infer T | undefined ? Exclude<T, undefined> : never;

/** A structurally sound spec; tools or parts that were not are left out, and reported. */
export type RawSpec = Read<typeof language>;
export type RawTool = RawSpec['tools'][number]['value']['value'];
export type RawOAuth2 = Exclude<RawSpec['auth'], 'none'>['oauth2'];
