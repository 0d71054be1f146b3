/** Specs that use the language's corners, and are accepted. */

const head = (auth: string) => `diglot: 1
info: { title: 'Ünïcode \`\${x}\` */ "shop"', version: 1.0.0-rc.1+5, description: 'It''s </script> odd 😀' }
server: { url: https://odd.example.com/base }
auth: ${auth}
allow: { text/markup: Odd on purpose. }
`;

const oauth = `
  oauth2:
    issuers: [https://login.example.com]
    authorizationUrl: https://login.example.com/authorize
    tokenUrl: https://login.example.com/token
    audience: [odd]
    scopes: { 'Odd.Read': Read, 'odd:write': Write }`;

const tool = (name: string, rest: string) => `  ${name}:
    title: A tool
    description: Does what its name says.
    effect: read
${rest
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;

const plainOutput = 'output: { type: object, properties: {} }';

const corners = `${head(oauth)}
schemas:
  Unused: { type: string, description: 'Nobody refers to it */' }
  Text_1: { type: [string, 'null'], minLength: 1, maxLength: 3, description: Text }
  Base: { type: object, properties: { id: { type: integer }, name: { $ref: '#/schemas/Text_1' } }, required: [id] }
  Deep: { type: object, properties: { base: { $ref: '#/schemas/Base' }, list: { type: array, items: { $ref: '#/schemas/Base' } } } }
  Choice: { oneOf: [{ $ref: '#/schemas/Base' }, { type: integer }, { const: null }] }
  Root: { type: object, properties: { q: { type: string, default: x } } }
errors:
  e1: { status: 409, message: 'Ends with */ and \`\${y}\`' }
  E1: { status: 409, message: Same status }
tools:
${tool('rest_only', `expose: [rest]\nscopes: [Odd.Read]\ninput: { $ref: '#/schemas/Root' }\n${plainOutput}`)}
${tool('mcp_only', `expose: [mcp]\naccess: public\ninput: { type: object, properties: {} }\noutput: { $ref: '#/schemas/Deep' }`)}
${tool('content', 'scopes: ["odd:write"]\ninput: { type: object, additionalProperties: true, properties: { a: { type: string, default: z } }, required: [a] }\noutput: content')}
${tool('for_apps', `callers: [app]\nroles: [Odd.Run]\nerrors: [e1, E1]\ninput: { type: object, additionalProperties: { type: [integer, 'null'] } }\n${plainOutput}`)}
${tool(
  'names',
  `input:
  type: object
  properties:
    default: { type: string, default: "*/ \\" ' \\\\ \`\${z}\`" }
    class: { type: boolean }
    a-b: { type: number, exclusiveMinimum: 0, maximum: 1.5, multipleOf: 0.1 }
    a.b: { type: array, items: { type: array, items: { type: string } }, default: [[]] }
    toString: { type: string, enum: [b, a, '*/'] }
    '1': { enum: [1, null, 2.5] }
    many: { enum: [{ z: 1, a: [2] }, null, {}] }
    hasOwnProperty: { type: [string, 'null'], enum: [x, null] }
  required: ['1', toString]
${plainOutput}`,
)}
${tool('shapes', `input:\n  type: object\n  properties:\n    choice: { $ref: '#/schemas/Choice' }\n    any: { anyOf: [{ type: string }, { type: [array, 'null'], items: { type: boolean } }] }\n    merged: { allOf: [{ $ref: '#/schemas/Base' }, { type: object, properties: { extra: { type: string, default: q } }, required: [extra] }], description: Merged }\n    note: { $ref: '#/schemas/Text_1', description: Hers, default: null }\n    nested: { type: object, properties: { n: { type: integer, default: 3 } }, default: {} }\n    when: { type: string, format: date-time, examples: ['2026-01-01T00:00:00Z'], deprecated: true }\noutput: { type: object, properties: { choice: { $ref: '#/schemas/Choice' }, open: { type: object, additionalProperties: true } }, minProperties: 0 }\nexamples: { one: { input: { any: s }, output: {} } }\ndeprecated: { since: 1.0.0, sunset: '2027-01-31', replacedBy: names }`)}
${tool(`a${'b'.repeat(63)}`, `input: { type: object, properties: {} }\n${plainOutput}`)}
${tool('x1', `input: { type: object, properties: {} }\n${plainOutput}`)}
${tool('x_1_', `input: { type: object, properties: {} }\n${plainOutput}`).replace('x_1_', 'x_2_')}
`;

export const oddSpecs = {
  'every corner at once': corners,
  'the same with CRLF and a byte order mark': `\uFEFF${corners.replaceAll('\n', '\r\n')}`,
  'only MCP, no auth': `${head('none')}tools:\n${tool('one', `expose: [mcp]\ninput: { type: object, properties: {} }\n${plainOutput}`)}`,
  'only REST, no auth': `${head('none')}tools:\n${tool('one', `expose: [rest]\ninput: { type: object, properties: {} }\noutput: content`)}`,
};
