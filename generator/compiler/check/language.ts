import { rootReference, schemaReference } from '../schema/keywords.js';
import {
  choice,
  dictionary,
  flag,
  integer,
  json,
  list,
  located,
  node,
  optional,
  record,
  required,
  shape,
  text,
  wordOr,
} from '../source/shape.js';
import type { YamlNode } from '../source/source.js';
import {
  date,
  diagnosticCodes,
  duration,
  email,
  errorNames,
  exampleNames,
  httpsTemplate,
  placeholderNames,
  pluginLetters,
  pluginText,
  rateLimit,
  schemaNames,
  scopeNames,
  semanticVersion,
  serverUrl,
  toolNames,
  url,
  variableName,
} from './forms.js';

/**
 * The keys of tools.yaml: what is required, which values each takes, and what each means. Meaning across keys is checked
 * later. The checker and the JSON Schema for editors are both made of this.
 */

const resultChars = integer(1000, 10_000_000);
const expose = list(choice(['rest', 'mcp']), 1);
const allow = dictionary(diagnosticCodes, text({ most: 500 }));

/** Any number is read, so that the checker can name a version it doesn't know; editors are told the one there is. */
const languageVersion = shape(integer(0, 1_000_000), () => ({ type: 'integer', const: 1 }));

/** A text that could not be read. */
const unread = { otherwise: '' } as const;
const nowhere = { start: 0, end: 0 } as const;

const contact = record('contact', {
  name: optional(text({ most: 100 }), 'The person, team or company to write to. OpenAPI document.'),
  email: optional(email, 'The address to write to. OpenAPI document and ai-plugin.json.'),
  url: optional(url, 'A page with ways to get in touch. OpenAPI document.'),
});

const info = record('info', {
  title: required(text({ most: 60 }), 'The name of the service, in every document and in both clients.', unread),
  version: required(semanticVersion, 'The version of the service, in every document.', unread),
  description: required(
    text({ most: 300 }),
    'What the service does, in one or two sentences, for both clients.',
    unread,
  ),
  contact: optional(contact, 'Whom users and directories can write to.'),
  termsUrl: optional(url, 'The terms of service. OpenAPI document and ai-plugin.json.'),
  privacyUrl: optional(url, 'The privacy policy, which both directories ask for.'),
  logoUrl: optional(url, 'The logo. Default: /logo.png of the server.'),
});

const plugin = record('plugin', {
  nameForHuman: optional(pluginText(20), 'The name people see. Default: the title, cut between words.'),
  nameForModel: optional(pluginLetters(50), 'The name the model uses. Default: the letters and digits of the title.'),
  descriptionForHuman: optional(pluginText(100), 'What people read. Default: the description, cut between words.'),
  descriptionForModel: optional(
    pluginText(8000),
    'What the model reads: when to use the service, and how. Default: the description.',
  ),
});

const server = record('server', {
  url: required(serverUrl, 'The public address that goes into the documents.', unread),
  port: optional(integer(1, 65_535), 'The port on this machine. PORT replaces it at run time. Default: 3001.'),
});

const unreadUrl = { otherwise: { value: '', span: nowhere } } as const;

const oauth2 = record('auth.oauth2', {
  issuers: required(list(httpsTemplate, 1), "The issuers whose tokens are accepted: exactly a token's iss.", {
    otherwise: [],
  }),
  authorizationUrl: required(located(httpsTemplate), 'Where users sign in. Both clients open it.', unreadUrl),
  tokenUrl: required(located(httpsTemplate), 'Where clients fetch tokens.', unreadUrl),
  audience: required(list(text({ most: 500 }), 1), "The audiences accepted: a token's aud is one of them.", {
    otherwise: [],
  }),
  scopePrefix: optional(
    located(text({ least: 0, most: 300, pattern: /^\S*$/u, help: 'Write it without spaces.' })),
    'What clients put before a scope when they ask for it, such as api://{client}/. Default: nothing.',
  ),
  scopes: required(
    dictionary(scopeNames, text({ most: 300 })),
    'The scopes there are, each with what it allows, as people read it when they consent.',
    { otherwise: [] },
  ),
  tenants: optional(list(text({ most: 100 })), "The tenants accepted: a token's tid. Default: any of the issuers'."),
  clients: optional(list(text({ most: 100 })), "The client applications accepted: a token's azp. Default: any."),
  variables: optional(
    dictionary(placeholderNames, variableName),
    'Which environment variable fills {name} in the values of this block.',
  ),
});

const scheme = record('auth', {
  oauth2: required(oauth2, 'Sign-in through an OAuth 2 issuer such as Microsoft Entra.', {
    otherwise: {
      issuers: [],
      authorizationUrl: unreadUrl.otherwise,
      tokenUrl: unreadUrl.otherwise,
      audience: [],
      scopes: [],
    },
  }),
});

/** One scheme: clients take no more. */
const oneScheme = shape((found, report) => {
  if (found.kind !== 'map' || found.entries.length < 2) return scheme(found, report);
  report('auth/several-schemes', found.entries[1]?.keySpan ?? found.span);
  const ours = found.entries.filter(({ key }) => key === 'oauth2');
  return ours.length === 0 ? undefined : scheme({ ...found, entries: ours }, report);
}, scheme.schema);

const auth = wordOr('none', oneScheme);

const defaults = record('defaults', {
  timeout: optional(duration, 'How long a handler may take. Default: 10s.'),
  rateLimit: optional(rateLimit, 'How often one caller may call a tool. Default: no limit.'),
  maxResultChars: optional(resultChars, 'The longest result, in characters. Default: 90000.'),
  expose: optional(expose, 'The surfaces that serve a tool: rest for ChatGPT, mcp for Claude. Default: both.'),
});

const example = located(
  record('an example', {
    input: required(json, 'The arguments of the call.'),
    output: optional(json, "What the tool answers. Give this or 'error'."),
    error: optional(located(text({ most: 64 })), "The tool's error it answers with. Give this or 'output'."),
  }),
);

const statusText = text({ most: 64, lengthCode: 'text/status-length' });

const status = record('status', {
  running: optional(statusText, 'Shown while the tool runs, by ChatGPT over MCP.'),
  done: optional(statusText, 'Shown when the tool has answered, by ChatGPT over MCP.'),
});

const deprecated = record('deprecated', {
  since: optional(text({ most: 40 }), 'The version that deprecated it.'),
  sunset: optional(date, 'The day it goes.'),
  replacedBy: optional(located(text({ most: 64 })), 'The tool to use instead.'),
});

/** The node of an object schema without properties. */
const emptyObject: YamlNode = {
  kind: 'map',
  span: nowhere,
  entries: [
    { key: 'type', keySpan: nowhere, value: { kind: 'scalar', span: nowhere, value: 'object' } },
    { key: 'properties', keySpan: nowhere, value: { kind: 'map', span: nowhere, entries: [] } },
  ],
};

const tool = located(
  record('a tool', {
    title: required(
      text({ most: 60, lengthCode: 'text/title-length' }),
      'The name people see in both clients.',
      unread,
    ),
    description: required(
      text({ most: 299, lengthCode: 'text/description-length' }),
      'What the tool does and when to use it. Models of both clients read it.',
      unread,
    ),
    modelDescription: optional(
      text({ most: 100_000 }),
      'A longer description for MCP only; keep it within 1024 characters. Default: the description.',
    ),
    effect: required(
      choice(['read', 'write', 'destructive']),
      'What the tool does to the world: read changes nothing, destructive loses or spends something. Both clients decide by it whether to ask.',
      { otherwise: 'read', missing: 'effect/missing' },
    ),
    idempotent: optional(flag, 'Whether the same call again changes nothing more. Default: false.'),
    openWorld: optional(flag, 'Whether the tool reaches beyond your own systems, such as the web. Default: false.'),
    confirm: optional(
      choice(['always', 'never']),
      'Whether ChatGPT asks the user before it calls. Default: never for read, always otherwise.',
    ),
    access: optional(choice(['authenticated', 'public']), 'Who may call. Default: authenticated.'),
    scopes: optional(list(text({ most: 100 })), "The scopes a user's token needs, all of them. Default: none."),
    callers: optional(
      list(choice(['user', 'app']), 1),
      'Who calls: people, or applications as themselves. Default: [user].',
    ),
    roles: optional(list(text({ most: 100 })), 'The application roles that an app needs, all of them. Default: none.'),
    input: required(node(rootReference), 'The arguments, by name. Closed unless additionalProperties says otherwise.', {
      otherwise: emptyObject,
    }),
    output: required(
      wordOr('content', node(rootReference)),
      "The result. Or 'content' when the handler returns MCP content blocks itself.",
      { otherwise: emptyObject },
    ),
    errors: optional(list(text({ most: 64 })), 'The top-level errors this tool may answer with. Default: none.'),
    examples: optional(
      dictionary(exampleNames, example),
      'Calls with their answers, checked against the schemas and shown in the documents.',
    ),
    idempotencyKey: optional(
      located(text({ most: 64 })),
      'The input property that makes a retry safe: the same key never acts twice.',
    ),
    status: optional(status, 'Short texts for people while the tool runs.'),
    timeout: optional(duration, "How long the handler may take. Default: that of 'defaults', else 10s."),
    rateLimit: optional(rateLimit, "How often one caller may call. Default: that of 'defaults', else no limit."),
    maxResultChars: optional(
      resultChars,
      "The longest result, in characters. Default: that of 'defaults', else 90000.",
    ),
    expose: optional(
      expose,
      "The surfaces that serve the tool: rest for ChatGPT, mcp for Claude. Default: those of 'defaults', else both.",
    ),
    tags: optional(list(text({ most: 60 })), 'Groups of tools in the OpenAPI document. Default: none.'),
    deprecated: optional(deprecated, 'That the tool will go, and what replaces it.'),
    renamedFrom: optional(
      text({ most: 64, pattern: toolNames.pattern, help: 'Write the former name as it was.' }),
      "The tool's former name; its handler file is carried over.",
    ),
    allow: optional(allow, 'Findings accepted for this tool: the code, and the reason why.'),
  }),
);

const error = record('an error', {
  status: required(integer(400, 599), 'The HTTP status over REST.'),
  message: required(text({ most: 300 }), 'What went wrong, for the model and the user.'),
});

/** A whole tools.yaml. */
export const language = record('the spec', {
  diglot: required(located(languageVersion), 'The version of this language: 1.', {
    otherwise: { value: 1, span: nowhere },
  }),
  info: required(info, 'What the service is.', { otherwise: { title: '', version: '', description: '' } }),
  plugin: optional(plugin, 'The texts of ai-plugin.json. Each has a default made of info.'),
  server: required(server, 'Where the service runs.', { otherwise: { url: '' } }),
  auth: required(auth, "How callers prove who they are. 'none' leaves the service open to everyone.", {
    otherwise: 'none',
  }),
  schemas: optional(
    dictionary(schemaNames, node(schemaReference)),
    "Shared schemas, for $ref: '#/schemas/Name'. They can't refer to each other in a circle.",
  ),
  errors: optional(dictionary(errorNames, error), 'The errors that tools may answer with.'),
  defaults: optional(defaults, 'What holds for every tool that does not say otherwise.'),
  budget: optional(
    integer(1000, 100_000_000),
    "The most bytes that the tools/list text may have, which fills Claude's context. Default: no ceiling.",
  ),
  allow: optional(allow, 'Findings accepted for the whole spec: the code, and the reason why.'),
  tools: required(dictionary(toolNames, tool, 1), 'The tools, in the order clients show them.', { otherwise: [] }),
});

type Read<S> = S extends (...args: never[]) => infer T | undefined ? Exclude<T, undefined> : never;

/** A structurally sound spec; tools or parts that were not are left out, and reported. */
export type RawSpec = Read<typeof language>;
export type RawTool = RawSpec['tools'][number]['value']['value'];
export type RawOAuth2 = Exclude<RawSpec['auth'], 'none'>['oauth2'];
