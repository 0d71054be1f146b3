import type { Json } from '../runtime/contract.js';

/** A field that takes any text, and the files whose literals hold exactly that text. */
export interface FreeField {
  readonly field: string;
  /** Code points at most; absent where the language sets no bound. */
  readonly most?: number;
  readonly files: readonly string[];
  /** What the language reads as more than text there. */
  readonly without?: RegExp;
}

const documents = ['openapi.json', 'openapi-3.1.json'];
const examples = [...documents, 'parity.test.ts'];
const schemaTexts = [...documents, 'mcp.json'];
const values = [...schemaTexts, 'tools.ts', 'types.ts'];

/** Every field of the language that takes free text. Comments carry some of them too; those are no literals. */
export const freeFields: readonly FreeField[] = [
  { field: 'info.title', most: 60, files: [...documents, 'tools.ts'] },
  { field: 'info.description', most: 300, files: [...documents, 'mcpb.json', 'tools.ts'] },
  { field: 'info.contact.name', most: 100, files: [...documents, 'mcpb.json'] },
  { field: 'plugin.nameForHuman', most: 20, files: ['ai-plugin.json', 'mcpb.json'] },
  { field: 'plugin.descriptionForHuman', most: 100, files: ['ai-plugin.json'] },
  { field: 'plugin.descriptionForModel', most: 8000, files: ['ai-plugin.json'] },
  { field: 'auth.audience', without: /[{}]/, most: 500, files: ['tools.ts'] },
  { field: 'auth.scopes', most: 300, files: [...documents, 'tools.ts'] },
  { field: 'auth.tenants', without: /[{}]/, most: 100, files: ['tools.ts'] },
  { field: 'auth.clients', without: /[{}]/, most: 100, files: ['tools.ts'] },
  { field: 'schema.title', files: schemaTexts },
  { field: 'schema.description', files: schemaTexts },
  { field: 'schema.enum', files: values },
  { field: 'schema.object.description', files: schemaTexts },
  { field: 'schema.const', files: values },
  { field: 'schema.property.description', files: schemaTexts },
  { field: 'errors.message', most: 300, files: ['tools.ts'] },
  { field: 'tool.title', most: 60, files: [...schemaTexts, 'tools.ts'] },
  { field: 'tool.description', most: 299, files: [...documents, 'mcpb.json'] },
  { field: 'tool.modelDescription', most: 1024, files: ['mcp.json'] },
  { field: 'tool.roles', most: 100, files: ['tools.ts'] },
  { field: 'tool.tags', most: 60, files: documents },
  { field: 'tool.status.running', most: 64, files: ['mcp.json'] },
  { field: 'tool.status.done', most: 64, files: ['mcp.json'] },
  { field: 'tool.deprecated.since', most: 40, files: [] },
  { field: 'tool.allow', most: 500, files: [] },
  { field: 'input.description', files: schemaTexts },
  { field: 'input.title', files: schemaTexts },
  { field: 'input.property.description', files: schemaTexts },
  { field: 'input.default', files: [...schemaTexts, 'tools.ts'] },
  { field: 'input.examples', files: schemaTexts },
  { field: 'input.pattern', files: [...schemaTexts, 'tools.ts'] },
  { field: 'input.enum.object', files: [...schemaTexts, 'tools.ts'] },
  { field: 'input.enum.list', files: [...schemaTexts, 'tools.ts'] },
  { field: 'input.enum.key', files: [...schemaTexts, 'tools.ts'] },
  { field: 'input.default.object', files: [...schemaTexts, 'tools.ts'] },
  { field: 'example.input', files: examples },
  { field: 'example.input.nested', files: examples },
  { field: 'example.input.key', files: examples },
  { field: 'other.title', most: 60, files: [...schemaTexts, 'tools.ts'] },
  { field: 'other.description', most: 299, files: [...schemaTexts, 'mcpb.json'] },
  { field: 'allow', most: 500, files: [] },
];

/** Puts a text into every free field of a spec that is sound otherwise. */
export function specWith(text: (field: string) => string): Json {
  return {
    diglot: 1,
    info: {
      title: text('info.title'),
      version: '1.0.0',
      description: text('info.description'),
      contact: { name: text('info.contact.name'), email: 'a@example.com' },
    },
    plugin: {
      nameForHuman: text('plugin.nameForHuman'),
      descriptionForHuman: text('plugin.descriptionForHuman'),
      descriptionForModel: text('plugin.descriptionForModel'),
    },
    server: { url: 'https://probe.example.com' },
    auth: {
      oauth2: {
        issuers: ['https://login.example.com'],
        authorizationUrl: 'https://login.example.com/authorize',
        tokenUrl: 'https://login.example.com/token',
        audience: [text('auth.audience')],
        scopes: { 'Probe.Read': text('auth.scopes') },
        tenants: [text('auth.tenants')],
        clients: [text('auth.clients')],
      },
    },
    schemas: {
      Kind: {
        type: 'string',
        title: text('schema.title'),
        description: text('schema.description'),
        enum: ['a', text('schema.enum')],
      },
      Part: {
        type: 'object',
        description: text('schema.object.description'),
        properties: { fixed: { const: text('schema.const'), description: text('schema.property.description') } },
        required: ['fixed'],
      },
    },
    errors: { gone: { status: 410, message: text('errors.message') } },
    tools: {
      probe: {
        title: text('tool.title'),
        description: text('tool.description'),
        modelDescription: text('tool.modelDescription'),
        effect: 'read',
        scopes: ['Probe.Read'],
        callers: ['user', 'app'],
        roles: [text('tool.roles')],
        errors: ['gone'],
        tags: [text('tool.tags')],
        status: { running: text('tool.status.running'), done: text('tool.status.done') },
        deprecated: { since: text('tool.deprecated.since') },
        allow: { 'client/slow': text('tool.allow') },
        input: {
          type: 'object',
          description: text('input.description'),
          properties: {
            text: {
              type: 'string',
              title: text('input.title'),
              description: text('input.property.description'),
              default: text('input.default'),
              examples: [text('input.examples')],
            },
            pattern: { type: 'string', description: 'A', pattern: escaped(text('input.pattern')) },
            kind: { $ref: '#/schemas/Kind' },
            listed: {
              description: 'B',
              enum: [null, { a: text('input.enum.object') }, { [text('input.enum.key')]: 1 }],
            },
            lists: { description: 'B', enum: [[text('input.enum.list')]] },
            nested: {
              type: 'object',
              description: 'C',
              properties: { a: { type: 'string', description: 'D' } },
              default: { a: text('input.default.object') },
            },
          },
        },
        output: { type: 'object', properties: { part: { $ref: '#/schemas/Part' } } },
        examples: {
          one: { input: { text: text('example.input') }, output: {} },
          two: {
            input: { nested: { a: text('example.input.nested'), [text('example.input.key')]: 1 } },
            error: 'gone',
          },
        },
      },
      other: {
        title: text('other.title'),
        description: text('other.description'),
        effect: 'read',
        access: 'public',
        input: { type: 'object', properties: {} },
        output: 'content',
      },
    },
    // What looks like HTML is refused, unless that is accepted.
    allow: { 'text/markup': text('allow') },
  };
}

/** A pattern that means the text itself. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replaceAll('\\-', '-');
}

/** A spec whose only hostile text stands where the language asks for a form of its own. */
export interface FormField {
  readonly field: string;
  spec(text: string): Json;
}

const plain = specWith((field) => field.slice(0, 20));

/** Every field that takes a form rather than any text: hostile texts are refused there, or harmless. */
export const formFields: readonly FormField[] = [
  at('diglot'),
  at('info.version', (text) => `1.0.0-${text}`),
  at('info.contact.email', (text) => `${text}@example.com`),
  at('info.contact.url', url),
  at('info.termsUrl', url),
  at('info.privacyUrl', url),
  at('info.logoUrl', url),
  at('info.*'),
  at('plugin.nameForModel'),
  at('server.url', url),
  at('server.port'),
  at('auth'),
  at('auth.oauth2.issuers', (text) => [url(text)]),
  at('auth.oauth2.authorizationUrl', url),
  at('auth.oauth2.tokenUrl', url),
  at('auth.oauth2.scopePrefix'),
  at('auth.oauth2.scopes.*', () => 'A scope'),
  at('auth.oauth2.variables.*', () => 'TENANT'),
  at('auth.oauth2.variables.tenant'),
  at('schemas.*', () => ({ type: 'string', description: 'A' })),
  at('schemas.Kind.type'),
  at('schemas.Kind.format'),
  at('schemas.Kind.pattern'),
  at('schemas.Kind.minLength'),
  at('schemas.Kind.*'),
  at('schemas.Part.properties.*', () => ({ type: 'string', description: 'A', default: 'b' })),
  at('schemas.Part.required', (text) => [text]),
  at('errors.*', () => ({ status: 410, message: 'Gone' })),
  at('errors.gone.status'),
  at('defaults.timeout'),
  at('defaults.rateLimit'),
  at('defaults.expose', (text) => [text]),
  at('budget'),
  at('allow.*', () => 'A reason'),
  at('tools.*', () => ({
    title: 'A',
    description: 'B',
    effect: 'read',
    input: { type: 'object', properties: {} },
    output: 'content',
  })),
  at('tools.probe.effect'),
  at('tools.probe.idempotent'),
  at('tools.probe.confirm'),
  at('tools.probe.access'),
  at('tools.probe.scopes', (text) => [text]),
  at('tools.probe.callers', (text) => [text]),
  at('tools.probe.errors', (text) => [text]),
  at('tools.probe.idempotencyKey'),
  at('tools.probe.timeout'),
  at('tools.probe.rateLimit'),
  at('tools.probe.maxResultChars'),
  at('tools.probe.expose', (text) => [text]),
  at('tools.probe.deprecated.sunset'),
  at('tools.probe.deprecated.replacedBy'),
  at('tools.probe.output'),
  at('tools.probe.input.properties.*', () => ({ type: 'string', description: 'A', default: 'b' })),
  at('tools.probe.input.properties.kind.$ref', (text) => `#/schemas/${text}`),
  at('tools.probe.input.additionalProperties'),
  at('tools.probe.examples.*', () => ({ input: {}, output: {} })),
  at('tools.probe.examples.two.error'),
  at('tools.probe.*'),
  at('*'),
];

function url(text: string): string {
  return `https://a.example.com/${text}`;
}

/** The text at a place of the plain spec; a last step `*` makes it a key there. */
function at(field: string, value: (text: string) => Json = (text) => text): FormField {
  return { field, spec: (text) => put(plain, { path: field.split('.'), text, value }) };
}

interface Place {
  readonly path: readonly string[];
  readonly text: string;
  readonly value: (text: string) => Json;
}

function put(tree: Json, { path: [step, ...path], text, value }: Place): Json {
  if (step === undefined) return value(text);
  const key = step === '*' ? text : step;
  const entries = typeof tree === 'object' && tree !== null && !Array.isArray(tree) ? Object.entries(tree) : [];
  const inner = entries.find(([name]) => name === key)?.[1] ?? {};
  return Object.fromEntries([...entries, [key, put(inner, { path, text, value })]]);
}
