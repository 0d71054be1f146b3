import type { ChangeCode } from '../../compiler/diff/codes.js';
import type { Json } from '../../runtime/contract.js';
import { appClaims, type TestClaims } from '../../testing/issuer.js';
import { base, type Edit } from './base.js';

/** What the old spec and the new one have to do differently. */
export type Proof =
  /** Arguments of `send` that only the old, or only the new spec accepts. */
  | { readonly kind: 'input'; readonly value: Json; readonly by: 'old' | 'new' }
  /** A result of `send` that only the old, or only the new spec lets through. */
  | { readonly kind: 'output'; readonly value: Json; readonly by: 'old' | 'new' }
  /** What is filled into no arguments for `send`. */
  | { readonly kind: 'filled'; readonly old: Json; readonly new: Json }
  /** What a call over REST is answered with, with a token of these claims, or without one. */
  | {
      readonly kind: 'status';
      readonly tool: string;
      readonly claims: TestClaims | 'none';
      readonly old: number;
      readonly new: number;
    }
  /** A value of a served document, by its path, or of the contract that the server goes by. */
  | {
      readonly kind: 'value';
      readonly of: 'openapi' | 'mcp' | 'ai-plugin' | 'service';
      readonly path: string;
      readonly old: Json | undefined;
      readonly new: Json | undefined;
    };

export interface Case {
  readonly edits: readonly Edit[];
  readonly proof: Proof;
  /** What changes besides, as it has to. */
  readonly also?: readonly ChangeCode[];
}

const input = (by: 'old' | 'new', value: Json): Proof => ({ kind: 'input', by, value });
const output = (by: 'old' | 'new', value: Json): Proof => ({
  kind: 'output',
  by,
  value: { id: 'p', ...Object(value) },
});
const status = (tool: string, claims: TestClaims | 'none', was: number, is: number): Proof => ({
  kind: 'status',
  tool,
  claims,
  old: was,
  new: is,
});
const value = (
  of: Extract<Proof, { kind: 'value' }>['of'],
  path: string,
  was: Json | undefined,
  is: Json | undefined,
): Proof => ({ kind: 'value', of, path, old: was, new: is });

const send = 'tools.send';
const into = (name: string, schema: Json | undefined): Edit => [`${send}.input.properties.${name}`, schema];
const from = (name: string, schema: Json | undefined): Edit => [`${send}.output.properties.${name}`, schema];
const track = { ...base.tools.track, title: 'Find' };
/** One change for each code, and what shows that it is one. */
export const cases: Readonly<Record<ChangeCode, Case>> = {
  'change/tool-removed': { edits: [['tools.track', undefined]], proof: status('track', {}, 200, 404) },
  'change/tool-renamed': {
    edits: [
      ['tools.track', undefined],
      ['tools.find', { ...base.tools.track, renamedFrom: 'track' }],
    ],
    proof: status('track', {}, 200, 404),
  },
  'change/tool-added': { edits: [['tools.find', track]], proof: status('find', {}, 404, 200) },
  'change/tool-hidden': { edits: [['tools.track.expose', ['mcp']]], proof: status('track', {}, 200, 404) },
  'change/tool-exposed': {
    edits: [['tools.about.expose', ['rest', 'mcp']]],
    proof: value('service', 'tools.about.expose', ['rest'], ['rest', 'mcp']),
  },
  'change/tool-deprecated': {
    edits: [['tools.track.deprecated', { sunset: '2027-01-31' }]],
    proof: value('openapi', 'paths./tools/track.post.deprecated', undefined, true),
  },
  'change/effect-raised': {
    edits: [['tools.track.effect', 'destructive']],
    proof: value('mcp', 'tools.1.annotations.destructiveHint', false, true),
    also: ['change/confirm'],
  },
  'change/effect-lowered': {
    edits: [[`${send}.effect`, 'read']],
    proof: value('mcp', 'tools.0.annotations.readOnlyHint', false, true),
  },
  'change/retry-unsafe': {
    edits: [['tools.track.idempotent', false]],
    proof: value('mcp', 'tools.1.annotations.idempotentHint', true, false),
  },
  'change/retry-safe': {
    edits: [['tools.about.idempotent', true]],
    proof: value('mcp', 'tools.2.annotations.idempotentHint', false, true),
  },
  'change/confirm': {
    edits: [[`${send}.confirm`, 'always']],
    proof: value('openapi', 'paths./tools/send.post.x-openai-isConsequential', false, true),
  },
  'change/open-world': {
    edits: [['tools.track.openWorld', true]],
    proof: value('mcp', 'tools.1.annotations.openWorldHint', false, true),
  },
  'change/access-closed': { edits: [['tools.about.access', undefined]], proof: status('about', 'none', 200, 401) },
  'change/access-opened': { edits: [['tools.about.access', 'public']], proof: status('about', 'none', 401, 200) },
  'change/scope-added': {
    edits: [['tools.track.scopes', ['Notes.Read', 'Notes.Write']]],
    proof: status('track', { scp: 'Notes.Read' }, 200, 403),
  },
  'change/scope-removed': {
    edits: [['tools.track.scopes', []]],
    proof: status('track', { scp: 'Other' }, 403, 200),
  },
  'change/callers-narrowed': { edits: [[`${send}.callers`, ['user']]], proof: status('send', appClaims, 200, 403) },
  'change/callers-widened': {
    edits: [['tools.track.callers', ['user', 'app']]],
    proof: status('track', appClaims, 403, 200),
  },
  'change/error-added': {
    edits: [[`${send}.errors`, ['lost', 'late']]],
    proof: value('service', 'tools.send.errors.late.status', undefined, 409),
  },
  'change/error-removed': {
    edits: [[`${send}.errors`, []]],
    proof: value('service', 'tools.send.errors.lost.status', 404, undefined),
  },
  'change/error-status': {
    edits: [['errors.lost.status', 410]],
    proof: value('service', 'tools.send.errors.lost.status', 404, 410),
  },
  'change/limit-tightened': {
    edits: [['tools.track.timeout', '5s']],
    proof: value('service', 'tools.track.timeoutMs', 10_000, 5000),
  },
  'change/limit-loosened': {
    edits: [['tools.track.timeout', '20s']],
    proof: value('service', 'tools.track.timeoutMs', 10_000, 20_000),
  },
  'change/input-property-removed': { edits: [into('count', undefined)], proof: input('old', { count: 1 }) },
  'change/input-required': { edits: [[`${send}.input.required`, ['note']]], proof: input('old', {}) },
  'change/input-type': { edits: [into('count', { type: 'boolean' })], proof: input('old', { count: 1 }) },
  'change/input-values-removed': {
    edits: [into('speed', { type: 'string', enum: ['slow'], default: 'slow' })],
    proof: input('old', { speed: 'fast' }),
  },
  'change/input-bound-tightened': {
    edits: [into('count', { type: 'integer', minimum: 1, maximum: 5 })],
    proof: input('old', { count: 6 }),
  },
  'change/input-pattern': {
    edits: [into('note', { type: 'string', maxLength: 20, pattern: '^[a-z]*$' })],
    proof: input('old', { note: 'a b' }),
  },
  'change/input-format': {
    edits: [into('day', { type: 'string', format: 'date-time' })],
    proof: input('old', { day: '2027-01-31' }),
  },
  'change/input-null-refused': {
    edits: [into('door', { type: 'string', maxLength: 9 })],
    proof: input('old', { door: null }),
  },
  'change/input-closed': {
    edits: [[`${send}.input.properties.more.additionalProperties`, false]],
    proof: input('old', { more: { b: 1 } }),
  },
  'change/input-alternative-removed': {
    edits: [into('who', { oneOf: [{ type: 'string', maxLength: 9 }] })],
    proof: input('old', { who: 7 }),
  },
  'change/input-default': {
    edits: [[`${send}.input.properties.speed.default`, 'fast']],
    proof: { kind: 'filled', old: { speed: 'slow' }, new: { speed: 'fast' } },
  },
  'change/input-default-added': {
    edits: [[`${send}.input.properties.count.default`, 2]],
    proof: { kind: 'filled', old: { speed: 'slow' }, new: { speed: 'slow', count: 2 } },
  },
  'change/input-property-added': {
    edits: [into('colour', { type: 'string', maxLength: 9 })],
    proof: input('new', { colour: 'red' }),
  },
  'change/input-widened': {
    edits: [into('count', { type: 'integer', minimum: 1, maximum: 99 })],
    proof: input('new', { count: 10 }),
  },
  'change/schema-name': {
    edits: [
      ['schemas.Mass', { type: 'object', properties: { grams: { type: 'integer', minimum: 1 } }, required: ['grams'] }],
      from('weight', { $ref: '#/schemas/Mass' }),
    ],
    proof: value('openapi', 'components.schemas.Mass.type', undefined, 'object'),
  },
  'change/output-property-removed': { edits: [from('open', undefined)], proof: output('new', { open: 1 }) },
  'change/output-maybe-absent': {
    edits: [[`${send}.output.required`, undefined]],
    proof: { kind: 'output', by: 'new', value: {} },
  },
  'change/output-type': { edits: [from('at', { type: 'integer' })], proof: output('new', { at: 1 }) },
  'change/output-values-added': {
    edits: [from('state', { type: 'string', enum: ['here', 'gone', 'lost'] })],
    proof: output('new', { state: 'lost' }),
  },
  'change/output-bound-loosened': {
    edits: [from('id', { type: 'string', pattern: '^p' })],
    proof: output('new', { id: 'p123456789' }),
  },
  'change/output-pattern': {
    edits: [from('id', { type: 'string', maxLength: 9 })],
    proof: output('new', { id: 'q' }),
  },
  'change/output-format': {
    edits: [from('at', { type: 'string', format: 'date' })],
    proof: output('new', { at: '2027-01-31' }),
  },
  'change/output-null': {
    edits: [from('open', { type: ['object', 'null'], properties: { a: { type: 'string' } } })],
    proof: output('new', { open: null }),
  },
  'change/output-opened': {
    edits: [[`${send}.output.properties.box.additionalProperties`, true]],
    proof: output('new', { box: { b: 1 } }),
  },
  'change/output-alternative-added': {
    edits: [from('who', { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'boolean' }] })],
    proof: output('new', { who: true }),
  },
  'change/output-property-added-to-closed': {
    edits: [[`${send}.output.properties.box.properties.b`, { type: 'string' }]],
    proof: output('new', { box: { b: 'x' } }),
  },
  'change/output-property-added': {
    edits: [[`${send}.output.properties.open.properties.b`, { type: 'string' }]],
    proof: output('old', { open: { b: 1 } }),
  },
  'change/output-narrowed': {
    edits: [from('place', { type: 'string' })],
    proof: output('old', { place: null }),
  },
  'change/output-kind': {
    edits: [[`${send}.output`, 'content']],
    proof: value('mcp', 'tools.0.outputSchema.type', 'object', undefined),
  },
  'change/server-moved': {
    edits: [['server.url', 'https://new.example.com']],
    proof: value('openapi', 'servers.0.url', 'https://notes.example.com', 'https://new.example.com'),
  },
  'change/sign-in-required': { edits: [['auth', base.auth]], proof: status('track', 'none', 200, 401) },
  'change/sign-in-dropped': { edits: [['auth', 'none']], proof: status('track', 'none', 401, 200) },
  'change/sign-in-moved': {
    edits: [['auth.oauth2.tokenUrl', 'https://notes.example.com/token2']],
    proof: value(
      'openapi',
      'components.securitySchemes.oauth2.flows.authorizationCode.tokenUrl',
      'https://notes.example.com/token',
      'https://notes.example.com/token2',
    ),
  },
  'change/tokens-refused': {
    edits: [['auth.oauth2.audience', ['{client}']]],
    proof: status('track', { aud: 'https://other.example.com' }, 200, 401),
  },
  'change/tokens-accepted': {
    edits: [['auth.oauth2.audience', ['{client}', 'https://other.example.com', 'https://third.example.com']]],
    proof: status('track', { aud: 'https://third.example.com' }, 401, 200),
  },
  'change/scope-declared': {
    edits: [['auth.oauth2.scopes.Notes/All', 'Everything']],
    proof: value(
      'openapi',
      'components.securitySchemes.oauth2.flows.authorizationCode.scopes.Notes/All',
      undefined,
      'Everything',
    ),
  },
  'change/deployment': { edits: [['server.port', 3002]], proof: value('service', 'port', 3001, 3002) },
  'change/description': {
    edits: [['tools.track.description', 'Tells where any parcel is.']],
    proof: value('mcp', 'tools.1.description', 'Tells where a parcel is now.', 'Tells where any parcel is.'),
  },
  'change/presentation': {
    edits: [['tools.track.tags', ['Parcels']]],
    proof: value('openapi', 'paths./tools/track.post.tags.0', undefined, 'Parcels'),
  },
};

/** Limits protect nothing where nobody signs in, which is an error. */
const unlimited: readonly Edit[] = ['send.scopes', 'send.callers', 'track.scopes'].map((key) => [
  `tools.${key}`,
  undefined,
]);

/** Cases that start from the base with these edits. */
export const before: Readonly<Partial<Record<ChangeCode, readonly Edit[]>>> = {
  'change/tool-exposed': [['tools.about.expose', ['rest']]],
  'change/access-opened': [['tools.about.access', undefined]],
  'change/sign-in-required': [['auth', 'none'], ...unlimited],
  'change/sign-in-dropped': unlimited,
};
