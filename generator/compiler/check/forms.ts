import { type NameRule, named, namedLater, shape, text } from '../source/shape.js';

/** Texts and names of a fixed form. The patterns hold on their own: checker and editors use the same. */

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const anyLabel = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
/** The last label starts with a letter, else it would be read as a part of an IPv4 address. */
const hostName = `(${anyLabel}\\.)*[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?`;
const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const host = `(${hostName}|(${octet}\\.){3}${octet})`;
const port = '(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?';
const character = '[A-Za-z0-9._~!$&()*+,;=:@-]|%[0-9A-Fa-f]{2}';
const placeholder = '\\{[^{}\\s]*\\}';
/** A label of a host in which placeholders stand for letters. */
const templateLabel = `([A-Za-z0-9]|${placeholder})(-*([A-Za-z0-9]|${placeholder}))*`;
const templateLast = `([A-Za-z]|${placeholder})(-*([A-Za-z0-9]|${placeholder}))*`;
const templateHost = `((${templateLabel}\\.)*${templateLast}|(${octet}\\.){3}${octet})`;

function after(path: string): string {
  return `(/(${path}|/)*)?(\\?(${path}|[/?])*)?`;
}

export const url = text({
  pattern: new RegExp(`^https?://${host}${port}${after(character)}(#(${character}|[/?])*)?$`, 'u'),
  most: 2000,
  help: 'Write an absolute URL such as https://example.com/terms.',
});

export const httpsTemplate = text({
  pattern: new RegExp(`^https://${templateHost}${port}${after(`${character}|${placeholder}`)}$`, 'u'),
  most: 2000,
  help: 'Write an https URL; {name} is filled from variables.',
});

const oneUrl = text({
  pattern: new RegExp(
    `^https://(${label}\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*$`,
    'u',
  ),
  most: 2000,
  help: 'Write https, a lower-case host, no port and no final slash. PUBLIC_URL replaces it at run time.',
  refuseForm: (value, span, report) => report('server/bad-url', span, { problem: urlProblem(value) }),
});

function urlProblem(value: string): string {
  if (!value.startsWith('https://')) return 'is not https';
  const host = /^https:\/\/([^/?#]*)/u.exec(value)?.[1] ?? '';
  if (/:\d*$/u.test(host)) return 'names a port';
  if (/[A-Z]/u.test(host)) return 'has upper-case letters in its host';
  return value.endsWith('/') ? 'ends in a slash' : 'is not a host name, with or without a path';
}

/** The address of the server: one, not a list. */
export const serverUrl = shape((node, report) => {
  if (node.kind !== 'list') return oneUrl(node, report);
  report('server/several-urls', node.span);
  return undefined;
}, oneUrl.schema);

const mailWord = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";

export const email = text({
  pattern: new RegExp(`^${mailWord}(\\.${mailWord})*@(${anyLabel}\\.)+${anyLabel}$`, 'u'),
  most: 200,
  help: 'Write an e-mail address.',
});

const number = '(0|[1-9][0-9]*)';
const preRelease = '(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';

export const semanticVersion = text({
  pattern: new RegExp(
    `^${number}\\.${number}\\.${number}(-${preRelease}(\\.${preRelease})*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$`,
    'u',
  ),
  most: 100,
  help: 'Write a semantic version such as 1.0.0.',
});

const leapYear = '([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)';
const days = '((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))';

export const date = text({
  pattern: new RegExp(`^([0-9]{4}-${days}|${leapYear}-02-29)$`, 'u'),
  help: 'Write a date such as 2027-01-31.',
});

export const duration = text({
  pattern: /^([1-9][0-9]{0,5}ms|[1-9][0-9]{0,3}s|[1-9][0-9]?m)$/u,
  help: "Write a number and a unit: '500ms', '10s' or '1m'.",
});

export const rateLimit = text({
  pattern: /^[1-9][0-9]{0,6}\/(s|min|h)$/u,
  help: "Write calls per unit: '5/s', '60/min' or '1000/h'.",
});

export const variableName = text({
  pattern: /^[A-Z][A-Z0-9_]{0,63}$/u,
  help: 'Name an environment variable, such as ENTRA_TENANT_ID.',
});

/** Texts of the plugin manifest. */
export const pluginText = (most: number) => text({ most, lengthCode: 'text/plugin-length' });
export const pluginLetters = (most: number) =>
  text({ most, pattern: /^[A-Za-z0-9]+$/u, help: 'Use letters and digits only.', lengthCode: 'text/plugin-length' });

const letterFirst = 'Start with a letter; then letters, digits and _, up to 64.';

export const toolNames = namedLater(
  'a tool',
  /^[a-z][a-z0-9_]{0,63}$/u,
  'Start with a lower-case letter; then lower-case letters, digits and _, up to 64.',
);
export const schemaNames = namedLater('a schema', /^[A-Za-z][A-Za-z0-9_]{0,63}$/u, letterFirst);
export const errorNames = named('an error', /^[A-Za-z][A-Za-z0-9_]{0,63}$/u, letterFirst);
export const exampleNames = named(
  'an example',
  /^[A-Za-z][A-Za-z0-9_-]{0,63}$/u,
  'Start with a letter; then letters, digits, _ and -, up to 64.',
);
const scopeName = /^[A-Za-z0-9_.:/-]{1,100}$/u;
export const scopeNames: NameRule = {
  ...namedLater('a scope', scopeName, 'Use letters, digits, _ . : / and -, without spaces.'),
  check({ key, keySpan }, report) {
    if (scopeName.test(key)) return true;
    report('auth/bad-scope-name', keySpan, { name: key.slice(0, 80) });
    return false;
  },
};
export const placeholderNames = named('a variable', /^[a-z][A-Za-z0-9]{0,31}$/u, 'Use a short lower-case word.');
export const diagnosticCodes = named(
  'a diagnostic',
  /^[a-z]+\/[a-z-]+$/u,
  "Write the code as it was printed, such as 'client/too-many-actions'.",
);
