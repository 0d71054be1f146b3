/** What the tools of a synthesised spec are about; with the verbs and a number they make the names. */
const things = ['order', 'invoice', 'product', 'customer', 'shipment', 'refund', 'coupon', 'supplier', 'warehouse'];

const verbs = [
  { verb: 'list', effect: 'read', says: 'Lists', scope: 'Shop.Read', errors: ['not_found'] },
  { verb: 'get', effect: 'read', says: 'Shows', scope: 'Shop.Read', errors: ['not_found'] },
  { verb: 'create', effect: 'write', says: 'Creates', scope: 'Shop.Write', errors: ['conflict', 'too_many'] },
  { verb: 'update', effect: 'write', says: 'Changes', scope: 'Shop.Write', errors: ['not_found', 'conflict'] },
] as const;

const inputs = [
  'query: { type: string, description: Words to look for, maxLength: 200 }',
  'status: { type: string, description: Only those that stand so, enum: [open, paid, shipped, closed] }',
  'limit: { type: integer, description: How many at most, minimum: 1, maximum: 50, default: 10 }',
  'price: { $ref: "#/schemas/Price", description: At most this much }',
  'labels: { type: array, description: Words of your own, maxItems: 10, items: { type: string, maxLength: 40 } }',
  'archived: { type: boolean, description: Those that were put away too, default: false }',
];

const outputs = [
  'total: { type: integer, description: How many there are in all }',
  'state: { type: string, description: How it stands now, enum: [open, paid, shipped, closed] }',
  'amount: { $ref: "#/schemas/Price", description: What it comes to }',
  'note: { type: [string, "null"], description: What was said about it }',
];

const head = `# A spec to measure with.
diglot: 1

info:
  title: Bench
  version: 1.0.0
  description: Orders, invoices and all that belongs to them, by conversation.
  contact: { name: Bench, email: hello@bench.example.com, url: https://bench.example.com }
  termsUrl: https://bench.example.com/terms
  privacyUrl: https://bench.example.com/privacy
  logoUrl: https://bench.example.com/logo.png

server:
  url: https://bench.example.com
  port: 3001

auth:
  oauth2:
    issuers:
      - https://login.example.com
    authorizationUrl: https://login.example.com/authorize
    tokenUrl: https://login.example.com/token
    audience: [bench]
    scopes:
      Shop.Read: See orders and invoices
      Shop.Write: Change them
`;

const allow = `
allow:
  client/too-many-actions: This is to measure how long it takes, not to serve.
  client/large-tool-list: The same.
`;

const shared = `
schemas:
  Price:
    type: object
    description: An amount of money
    properties:
      amount: { type: integer, description: Minor units, minimum: 0, maximum: 100000000 }
      currency: { type: string, description: ISO 4217 code, minLength: 3, maxLength: 3 }
    required: [amount, currency]

errors:
  not_found: { status: 404, message: There is no such thing. }
  conflict: { status: 409, message: It was changed in between. }
  too_many: { status: 409, message: There are too many already. }

tools:
`;

/** ChatGPT imports no more. */
const mostActions = 30;

/** A spec of `count` tools, the same on each call: three to six properties in, up to four out, in the style of a person. */
export function specText(count: number): string {
  return (
    head +
    (count > mostActions ? allow : '') +
    shared +
    Array.from({ length: count }, (_, index) => toolText(index)).join('\n')
  );
}

function toolText(index: number): string {
  const thing = at(things, index);
  const { verb, effect, says, scope, errors } = at(verbs, index >> 1);
  const name = `${verb}_${thing}_${index}`;
  const identity = `${thing}_id: { type: string, description: The ${thing} it is about, maxLength: 64 }`;
  const input = [identity, ...some(inputs, index, 2 + (index % 4))];
  const output = [identity, ...some(outputs, index, 1 + (index % 3))];
  return `  ${name}:
    title: ${says} ${thing} ${index}
    description: ${says} the ${thing} of department ${index} with its state, amount and notes. Ask for one page at a time.
    effect: ${effect}
    idempotent: true
    scopes: [${scope}]
    errors: [${errors.join(', ')}]
    input:
      type: object
      properties:
${input.map((line) => `        ${line}\n`).join('')}      required: [${thing}_id]
    output:
      type: object
      properties:
${output.map((line) => `        ${line}\n`).join('')}      required: [${thing}_id]
`;
}

function some(lines: readonly string[], from: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => at(lines, from + index));
}

/** The item at an index that goes round. */
function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('an empty list has no items');
  return item;
}
