/** Arguments that a schema of the portable subset accepts, with a value of their own for each place. */

type Schema = Readonly<Record<string, unknown>>;

const formats: Readonly<Record<string, string>> = {
  date: '2026-02-03',
  time: '10:20:30Z',
  'date-time': '2026-02-03T10:20:30Z',
  email: 'ann@example.com',
  uuid: '3f0a1c9e-1111-4222-8333-444455556666',
  uri: 'https://example.com/a?b=c',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
};

const schemaAt = (value: unknown): Schema => (typeof value === 'object' && value !== null ? (value as Schema) : {});
const listAt = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A value for a schema; `seed` makes it differ from others. */
export function valueFor(schema: Schema, seed = 1): unknown {
  const values = listAt(schema['enum']);
  if (values.length > 0) return values[0];
  const members = listAt(schema['anyOf']);
  if (members.length > 0) return valueFor(schemaAt(members[0]), seed);
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  switch (type) {
    case 'object':
      return objectFor(schema, seed);
    case 'array':
      return Array.from({ length: Math.max(2, Number(schema['minItems'] ?? 0)) }, (_, index) =>
        valueFor(schemaAt(schema['items']), seed * 10 + index),
      ).slice(
        0,
        schema['uniqueItems'] === true && listAt(schemaAt(schema['items'])['enum']).length > 0
          ? 1
          : Number(schema['maxItems'] ?? 2),
      );
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return numberFor(schema, seed);
    default:
      return textFor(schema, seed);
  }
}

function objectFor(schema: Schema, seed: number): Schema {
  const properties = Object.entries(schemaAt(schema['properties']));
  const required = listAt(schema['required']);
  const fine = properties.filter(
    ([name, value]) => required.includes(name) || schemaAt(value)['pattern'] === undefined,
  );
  return Object.fromEntries(fine.map(([name, value], index) => [name, valueFor(schemaAt(value), seed * 10 + index)]));
}

function numberFor(schema: Schema, seed: number): number {
  const low = Number(
    schema['minimum'] ?? (schema['exclusiveMinimum'] === undefined ? 0 : Number(schema['exclusiveMinimum']) + 1),
  );
  const high = Number(
    schema['maximum'] ??
      (schema['exclusiveMaximum'] === undefined ? low + 1000 : Number(schema['exclusiveMaximum']) - 1),
  );
  const step = Number(schema['multipleOf'] ?? 1);
  const value = Math.min(low + (seed % 97), high);
  return Math.max(Math.floor(value / step) * step, Math.ceil(low / step) * step);
}

/** Texts that have to be encoded wherever they go. */
function textFor(schema: Schema, seed: number): string {
  const format = formats[String(schema['format'])];
  if (format !== undefined) return format;
  if (schema['pattern'] !== undefined) return textOfPattern(String(schema['pattern']));
  const least = Number(schema['minLength'] ?? 0);
  const most = Number(schema['maxLength'] ?? 60);
  return `a/b ?&=#%é${seed}`.padEnd(least, 'x').slice(0, most);
}

/** Texts for the patterns of the documents that are tried; a further one is added here. */
function textOfPattern(pattern: string): string {
  const found = [
    'a',
    'abc',
    'a-b',
    '0',
    '12',
    '123456',
    'ab12cd34',
    '1.0.0',
    'a'.repeat(24),
    '0'.repeat(64),
    'a/b',
    '+1',
    'https://example.com',
    'main',
    '#112233',
    '1.0',
    'stable',
    'SW1A 2AA',
  ].find((text) => new RegExp(pattern, 'u').test(text));
  if (found === undefined) throw new Error(`no text is known for the pattern ${pattern}`);
  return found;
}
