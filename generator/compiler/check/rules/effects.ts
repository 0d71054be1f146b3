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
export const retry: ToolRule = ({ tool, at }, report) => {
  if (tool.effect === 'read' || tool.idempotent || tool.idempotencyKey !== undefined) return;
  report('effect/unsafe-retry', at());
};

const actionNames = new Set(['action', 'operation', 'op', 'method', 'command', 'mode', 'verb']);

/** One tool, one effect: no argument that chooses between reading and writing. */
export const catchAll: ToolRule = ({ tool, places }, report) => {
  const node = places.get(tool.input);
  const named = node === undefined ? [] : propertyNodes(node);
  for (const { name, type } of tool.input.properties) {
    if (!actionNames.has(snakeCase(name))) continue;
    const verbs = (type.values ?? []).flatMap((value) => (typeof value === 'string' ? (verbOf(value) ?? []) : []));
    const reads = verbs.find(({ kind }) => kind === 'read')?.word;
    const writes = verbs.find(({ kind }) => kind === 'write')?.word;
    const place = named.find((entry) => entry.key === name);
    if (reads === undefined || writes === undefined || place === undefined) continue;
    report('effect/catch-all', place.keySpan, { name, reads, writes });
  }
};

const secrets: readonly (readonly [RegExp, string])[] = [
  [/(^|_)(card_?(number|num|no)|credit_?card|debit_?card|cc_?(number|num))(_|$)|^pan$/, 'a card number'],
  [/(^|_)(cvv2?|cvc2?|csc|card_verification|card_security_code)(_|$)/, "a card's security code"],
  [/(^|_)(password|passwd|pwd|passphrase|pin_?code)(_|$)/, 'a password'],
  [/(^|_)(secret|api_?key|private_?key|client_?secret|(access|refresh|bearer)_?token)(_|$)/, 'a secret'],
  [/(^|_)(ssn|social_security(_number)?)(_|$)/, 'a social security number'],
];

/** What is left of a secret when it can be shown. */
const harmless = /(^|_)(last_?4|last_four|masked|brand|hint|policy|length|present|set|expires_at)(_|$)/;

/** Card numbers, passwords and the like have no place among a tool's properties. */
export const sensitive: SchemaRule = ({ node }, report) => {
  for (const { key, keySpan } of propertyNodes(node)) {
    const name = snakeCase(key);
    const what = harmless.test(name) ? undefined : secrets.find(([form]) => form.test(name))?.[1];
    if (what !== undefined) report('secret/sensitive-property', keySpan, { name: key, what });
  }
};
