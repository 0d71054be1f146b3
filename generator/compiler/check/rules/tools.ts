import { resolved } from '../../schema/follow.js';
import type { ObjectType, TypeExpr } from '../../schema/type-expr.js';
import { nodeAt } from '../../source/source.js';
import type { ToolRule } from './rule.js';

const retrieval = {
  search: { input: 'query', item: ['id', 'title', 'url'], wants: 'search {query} -> {results: [{id, title, url}]}' },
  fetch: { input: 'id', item: ['id', 'title', 'text', 'url'], wants: 'fetch {id} -> {id, title, text, url}' },
} as const;

/** ChatGPT calls tools named search and fetch in a shape of its own. */
export const retrievalShape: ToolRule = ({ tool, types, node, isSound, at }, report) => {
  if (!isSound(node.span)) return;
  if (tool.name !== 'search' && tool.name !== 'fetch') return;
  const { input, item, wants } = retrieval[tool.name];
  const takes = tool.input.properties.every(({ name, type, required }) =>
    name === input ? resolved(type, types)?.kind === 'string' : !required,
  );
  const output = tool.output === 'content' ? undefined : objectOf(tool.output, types);
  const found = tool.name === 'fetch' ? output : itemsOf(output, types);
  const gives = item.every((name) => found?.properties.some((property) => property.name === name));
  const asked = tool.input.properties.some(({ name }) => name === input);
  if (!takes || !asked || !gives) report('tool/retrieval-shape', at(), { name: tool.name, wants });
};

function objectOf(type: TypeExpr | undefined, types: ReadonlyMap<string, TypeExpr>): ObjectType | undefined {
  const found = type && resolved(type, types);
  return found?.kind === 'object' ? found : undefined;
}

function itemsOf(output: ObjectType | undefined, types: ReadonlyMap<string, TypeExpr>): ObjectType | undefined {
  const results = output?.properties.find(({ name }) => name === 'results');
  const list = results && resolved(results.type, types);
  return list?.kind === 'array' ? objectOf(list.items, types) : undefined;
}

const seconds = { most: 45, advised: 40 };

/** ChatGPT waits 45 seconds for what it calls over REST. */
export const timeout: ToolRule = ({ tool, root, node, at }, report) => {
  const given = tool.timeoutMs / 1000;
  if (given <= seconds.advised || !tool.expose.includes('rest')) return;
  const own = nodeAt(node, ['timeout']) ?? nodeAt(root, ['defaults', 'timeout']);
  report(given > seconds.most ? 'client/too-slow' : 'client/slow', own?.span ?? at(), { seconds: given });
};

/** Whoever uses a deprecated tool needs a way on. */
export const deprecation: ToolRule = ({ tool, node, at }, report) => {
  if (tool.deprecated === undefined) return;
  if (nodeAt(node, ['deprecated', 'replacedBy']) ?? nodeAt(node, ['deprecated', 'sunset'])) return;
  report('lifecycle/no-way-on', at('deprecated'));
};

/** A handler can only be carried over from a tool that is gone. */
export const renaming: ToolRule = ({ tool, toolNames, at }, report) => {
  const name = tool.renamedFrom;
  if (name === undefined || !toolNames.has(name)) return;
  report('lifecycle/renamed-from-existing', at('renamedFrom'), { name });
};
