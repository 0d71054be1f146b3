import { isRecord } from '../runtime/schema/equality.js';
import type { Credential } from './credentials.js';
import type { Operation, Parameter } from './operation.js';

/** What is sent for one call. */
export interface PreparedRequest {
  readonly url: URL;
  readonly headers: Headers;
  readonly body: BodyInit | undefined;
}

/** Where requests go, and what signs them. */
export interface Target {
  readonly base: URL;
  readonly credentials: readonly (Credential & { readonly value: string })[];
}

/**
 * Builds the request of a call. Arguments fill what the operation says they fill and nothing else: path parameters are
 * encoded whole, so that none leads to another path. Throws a RangeError that says which argument can't be sent.
 */
export function prepare(operation: Operation, input: object, { base, credentials }: Target): PreparedRequest {
  const { parameters = {}, body } = operation;
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const headers = new Headers({ Accept: operation.answer === 'content' ? '*/*' : 'application/json' });
  const query: string[] = [];
  let path = operation.path;
  for (const [argument, parameter] of Object.entries(parameters)) {
    const value = rest.get(argument);
    rest.delete(argument);
    const name = parameter.name ?? argument;
    // A function, since a text would have `$&` mean something.
    if (parameter.in === 'path') path = path.replaceAll(`{${name}}`, () => pathPart(argument, value, parameter));
    else if (value === undefined) continue;
    else if (parameter.in === 'query') query.push(...queryParts(name, value, parameter));
    else setHeader(headers, { name, argument, value: simple(value, parameter) });
  }
  const encoded = body === undefined ? undefined : encodeBody(body, rest);
  if (body !== undefined && encoded !== undefined && !(encoded instanceof FormData))
    headers.set('Content-Type', body.type);
  for (const { in: where, name, value } of credentials) {
    if (where === 'header') setHeader(headers, { name, argument: 'the credentials', value });
    else query.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  }
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/$/, '')}${path.startsWith('/') ? '' : '/'}${path}`;
  url.search = [base.search.slice(1), ...query].filter((part) => part !== '').join('&');
  return { url, headers, body: encoded };
}

function setHeader(
  headers: Headers,
  { name, argument, value }: { readonly name: string; readonly argument: string; readonly value: string },
): void {
  try {
    headers.set(name, value);
  } catch {
    throw new RangeError(`${argument} has characters that no header can carry`);
  }
}

const text = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function pathPart(
  argument: string,
  value: unknown,
  { style = 'simple', explode = false, json = false }: Parameter,
): string {
  const encode = (each: unknown) => encodeURIComponent(text(each));
  const plain = json ? encodeURIComponent(JSON.stringify(value)) : joined(value, { encode, explode, between: ',' });
  // Dots alone would be resolved as steps up, encoded or not.
  if (value === undefined || plain === '' || plain === '.' || plain === '..')
    throw new RangeError(`${argument} can't be part of a path`);
  if (style === 'label') return `.${plain}`;
  return style === 'matrix' ? `;${encodeURIComponent(argument)}=${plain}` : plain;
}

interface Joining {
  readonly encode: (value: unknown) => string;
  readonly explode: boolean;
  readonly between: string;
}

/** One text of a value: lists and objects by commas. */
function joined(value: unknown, { encode, explode, between }: Joining): string {
  if (Array.isArray(value)) return value.map(encode).join(between);
  if (!isRecord(value)) return encode(value);
  return Object.entries(value)
    .map(([key, each]) => `${encode(key)}${explode ? '=' : between}${encode(each)}`)
    .join(between);
}

function simple(value: unknown, { explode = false, json = false }: Parameter): string {
  return json ? JSON.stringify(value) : joined(value, { encode: text, explode, between: ',' });
}

const separators: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '|' };

function queryParts(
  name: string,
  value: unknown,
  { style = 'form', explode = style === 'form', json = false }: Parameter,
): string[] {
  const encode = (each: unknown) => encodeURIComponent(text(each));
  const part = (key: string, encoded: string) => `${encodeURIComponent(key)}=${encoded}`;
  if (json) return [part(name, encodeURIComponent(JSON.stringify(value)))];
  if (style === 'deepObject') return deepParts(name, value, 0).map(([key, each]) => part(key, encode(each)));
  if (Array.isArray(value)) {
    if (explode) return value.map((each) => part(name, encode(each)));
    return [part(name, value.map(encode).join(separators[style] ?? ','))];
  }
  if (!isRecord(value)) return [part(name, encode(value))];
  if (explode) return Object.entries(value).map(([key, each]) => part(key, encode(each)));
  return [part(name, joined(value, { encode, explode: false, between: separators[style] ?? ',' }))];
}

const mostLevels = 16;

/** `name[key][inner]`, as the APIs that have it expect. */
function deepParts(name: string, value: unknown, level: number): (readonly [string, unknown])[] {
  if (level > mostLevels) return [];
  if (Array.isArray(value)) return value.flatMap((each) => deepParts(`${name}[]`, each, level + 1));
  if (!isRecord(value)) return [[name, value]];
  return Object.entries(value).flatMap(([key, each]) => deepParts(`${name}[${key}]`, each, level + 1));
}

function encodeBody(
  { type, argument, names = {} }: NonNullable<Operation['body']>,
  rest: ReadonlyMap<string, unknown>,
): BodyInit | undefined {
  const value = argument === undefined ? named(rest, names) : rest.get(argument);
  if (value === undefined) return undefined;
  if (/[/+]json\b/i.test(type)) return argument === undefined && rest.size === 0 ? '{}' : JSON.stringify(value);
  if (!isRecord(value)) return text(value);
  if (/^multipart\/form-data/i.test(type)) {
    const form = new FormData();
    for (const [key, each] of Object.entries(value)) for (const one of listOf(each)) form.append(key, text(one));
    return form;
  }
  const form = new URLSearchParams();
  for (const [key, each] of Object.entries(value)) {
    if (isRecord(each)) for (const [deep, one] of deepParts(key, each, 0)) form.append(deep, text(one));
    else for (const one of listOf(each)) form.append(key, text(one));
  }
  return form.toString();
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function named(
  rest: ReadonlyMap<string, unknown>,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...rest].map(([key, value]) => [Object.hasOwn(names, key) ? (names[key] ?? key) : key, value]),
  );
}
