import type { Json } from '../../runtime/contract.js';
import { isRecord } from '../../runtime/schema/equality.js';
import { audience } from '../../testing/issuer.js';

/** The spec that the cases change. */
export const base = {
  diglot: 1,
  info: {
    title: 'Depot',
    version: '1.4.2',
    description: 'Keeps parcels.',
    termsUrl: 'https://depot.example.com/terms',
  },
  server: { url: audience, port: 3001 },
  auth: {
    oauth2: {
      issuers: ['https://{issuer}/v2.0', 'https://{issuer}/v1/'],
      authorizationUrl: 'https://notes.example.com/authorize',
      tokenUrl: 'https://notes.example.com/token',
      audience: ['{client}', 'https://other.example.com'],
      scopePrefix: 'api://{client}/',
      scopes: { 'Notes.Read': 'Look', 'Notes.Write': 'Change' },
      variables: { issuer: 'TEST_ISSUER', client: 'TEST_CLIENT' },
    },
  },
  schemas: {
    Weight: { type: 'object', properties: { grams: { type: 'integer', minimum: 1 } }, required: ['grams'] },
    Unused: { type: 'string' },
  },
  errors: { lost: { status: 404, message: 'It is lost.' }, late: { status: 409, message: 'Too late.' } },
  tools: {
    send: {
      title: 'Send',
      description: 'Sends a parcel to a place.',
      effect: 'write',
      idempotencyKey: 'key',
      confirm: 'never',
      scopes: ['Notes.Read'],
      callers: ['user', 'app'],
      roles: [],
      errors: ['lost'],
      rateLimit: '60/min',
      input: {
        type: 'object',
        properties: {
          key: { type: 'string', maxLength: 20 },
          note: { type: 'string', maxLength: 20, pattern: '^[a-z ]*$' },
          day: { type: 'string', format: 'date' },
          speed: { type: 'string', enum: ['slow', 'fast'], default: 'slow' },
          count: { type: 'integer', minimum: 1, maximum: 9 },
          door: { type: ['string', 'null'], maxLength: 9 },
          tags: { type: 'array', items: { type: 'string', maxLength: 9 }, maxItems: 3 },
          more: { type: 'object', properties: { a: { type: 'string', maxLength: 9 } }, additionalProperties: true },
          who: {
            oneOf: [
              { type: 'string', maxLength: 9 },
              { type: 'integer', minimum: 0, maximum: 9 },
            ],
          },
          weight: { $ref: '#/schemas/Weight' },
        },
      },
      output: {
        type: 'object',
        properties: {
          id: { type: 'string', maxLength: 9, pattern: '^p' },
          state: { type: 'string', enum: ['here', 'gone'] },
          at: { type: 'string', format: 'date-time' },
          place: { type: ['string', 'null'] },
          who: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
          box: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
          open: { type: 'object', properties: { a: { type: 'string' } } },
          weight: { $ref: '#/schemas/Weight' },
        },
        required: ['id'],
      },
    },
    track: {
      title: 'Track',
      description: 'Tells where a parcel is now.',
      effect: 'read',
      idempotent: true,
      scopes: ['Notes.Read'],
      input: { type: 'object', properties: {} },
      output: { type: 'object', properties: {} },
    },
    about: {
      title: 'About',
      description: 'Tells what the depot takes.',
      effect: 'read',
      access: 'public',
      expose: ['rest', 'mcp'],
      input: { type: 'object', properties: {} },
      output: { type: 'object', properties: {} },
    },
  },
} as const satisfies Json;

/** A value to put at a path of keys; undefined takes away what is there. */
export type Edit = readonly [path: string, value: Json | undefined];

/** The base with these edits; a key with a dot in it is written with a slash instead. */
export function edited(edits: readonly Edit[], from: Json = base): Json {
  return edits.reduce((tree, [path, value]) => put(tree, path.split('.'), value), from);
}

function put(tree: Json | undefined, [key = '', ...rest]: readonly string[], value: Json | undefined): Json {
  const fields = isRecord(tree) ? tree : {};
  const name = key.replaceAll('/', '.');
  // What was read from JSON.
  const inner = rest.length === 0 ? value : put(fields[name] as Json | undefined, rest, value);
  const others = Object.entries(fields).filter(([each]) => each !== name);
  const found = Object.keys(fields).includes(name)
    ? Object.entries(fields).map(([each, old]) => [each, each === name ? inner : old] as const)
    : [...others, [name, inner] as const];
  return Object.fromEntries(found.filter(([, each]) => each !== undefined)) as Json;
}
