import { nodeAt, type YamlNode } from '../../source/source.js';
import { propertyNodes } from './properties.js';
import type { SchemaRule, ToolRule } from './rule.js';
import { snakeCase, verbOf } from './words.js';

/** Whether the effect was read from the spec, and does not only stand in for it. */
function saysEffect(node: YamlNode): boolean {
  const effect = nodeAt(node, ['effect']);
  return (
    effect?.kind === 'scalar' && typeof effect.value === 'string' && /^(read|write|destructive)$/.test(effect.value)
  );
}

/** Confirmation has to fit the effect. */
export const confirmation: ToolRule = ({ tool, node, at }, report) => {
  if (!saysEffect(node)) return;
  if (tool.effect === 'read' && tool.confirm === 'always') report('effect/confirmed-read', at('confirm'));
  if (tool.effect === 'destructive' && tool.confirm === 'never') {
    report('effect/unconfirmed-destructive', at('confirm'));
  }
};

/** The verb a name begins with has to fit the effect. */
export const verb: ToolRule = ({ tool, node, at }, report) => {
  const found = verbOf(tool.name);
  if (found === undefined || !saysEffect(node) || (found.kind === 'read') === (tool.effect === 'read')) return;
  report('effect/verb-mismatch', at('effect'), { verb: found.word, effect: tool.effect });
};

/** What changes something has to be safe to repeat. */
export const retry: ToolRule = ({ tool, node, at }, report) => {
  if (tool.effect === 'read' || tool.idempotent || nodeAt(node, ['idempotencyKey']) !== undefined) return;
  const said = nodeAt(node, ['idempotent']);
  if (said !== undefined && !(said.kind === 'scalar' && said.value === false)) return;
  report('effect/unsafe-retry', at());
};

const isHttpMethod = (value: unknown) => /^(?:get|head|post|put|patch|delete|options)$/i.test(String(value));

const actionNames = new Set(['action', 'operation', 'op', 'method', 'command', 'mode', 'verb']);

/** One tool, one effect: no argument that chooses between reading and writing. */
export const catchAll: ToolRule = ({ tool, places }, report) => {
  const node = places.get(tool.input);
  const named = node === undefined ? [] : propertyNodes(node);
  for (const { name, type } of tool.input.properties) {
    if (!actionNames.has(snakeCase(name)) || (name === 'method' && type.values?.every(isHttpMethod))) continue;
    const verbs = (type.values ?? []).flatMap((value) => (typeof value === 'string' ? (verbOf(value) ?? []) : []));
    const reads = verbs.find(({ kind }) => kind === 'read')?.word;
    const writes = verbs.find(({ kind }) => kind === 'write')?.word;
    const place = named.find((entry) => entry.key === name);
    if (reads === undefined || writes === undefined || place === undefined) continue;
    report('effect/catch-all', place.keySpan, { name, reads, writes });
  }
};

const secrets: readonly (readonly [RegExp, string])[] = [
  [
    /(^|_)((debit|credit|bank)_?)?card_?(numbers?|num|no)$|(^|_)(debit|credit)_?cards?$|(^|_)cc_?(number|num)$|^pan$/,
    'a card number',
  ],
  [/(^|_)(cvv2?|cvc2?|csc|(card_)?(verification|security)_(code|value|number))$/, "a card's security code"],
  [/(^|_)(passwords?|passwd|pwd|passphrase)(_(confirmation|again|repeat))?$|^pin(_number)?$/, 'a password'],
  [/(^|_)(secrets?|secret_(key|value)|api_?keys?|private_?keys?|(access|refresh|bearer)_?tokens?)$/, 'a secret'],
  [/(^|_)(ssn|social_security(_number)?)$/, 'a social security number'],
];

/** Card numbers, passwords and the like have no place among a tool's properties. Yes or no is no secret. */
export const sensitive: SchemaRule = ({ type, node }, report) => {
  const answers = type.kind === 'object' ? type.properties.filter((property) => property.type.kind === 'boolean') : [];
  const harmless = new Set(answers.map(({ name }) => name));
  for (const { key, keySpan } of propertyNodes(node)) {
    const name = snakeCase(key);
    const what = harmless.has(key) ? undefined : secrets.find(([form]) => form.test(name))?.[1];
    if (what !== undefined) report('secret/sensitive-property', keySpan, { name: key, what });
  }
};
