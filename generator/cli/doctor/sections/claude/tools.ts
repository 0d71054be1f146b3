import { largeToolList } from '../../../../compiler/check/client-limits.js';
import { counted } from '../../../../compiler/diagnostics/counted.js';
import { isRecord } from '../../../../runtime/schema/equality.js';
import type { Facts } from '../../facts.js';
import { describeRpc } from '../../gather/describe.js';
import type { ToolList } from '../../gather/talk.js';
import { fail, pass, skip, type Verdict, warn } from '../../verdict.js';
import { listed, quote } from '../../words.js';
import { clientName } from '../chatgpt/operations.js';
import { lostReferences } from '../chatgpt/references.js';
import { rootUnions } from '../chatgpt/schema-walk.js';
import { type Judge, judged } from '../judge.js';

type Fields = Readonly<Record<string, unknown>>;

/** Judges the tools, where they were listed. */
export function ofTools(judge: (tools: readonly Fields[], list: ToolList) => Verdict): Judge {
  return ({ http }) =>
    http?.list === undefined || (http.list.tools.length === 0 && http.list.broken !== undefined)
      ? skip('No tools were listed.')
      : judge(http.list.tools, http.list);
}

const nameOf = (tool: Fields) => quote(String(tool['name'] ?? ''), 64);

/** Whether there are tools. */
export function judgeList({ http, token }: Facts): Verdict {
  if (http?.list === undefined) {
    if (http === undefined) return skip('There is no MCP endpoint.');
    return skip(
      token.text === undefined && http.opened.kind === 'http'
        ? `Not looked at: ${token.why}.`
        : 'The handshake failed.',
    );
  }
  const { tools, odd, broken } = http.list;
  if (broken !== undefined)
    return fail(
      `tools/list is answered with ${describeRpc(broken)}${broken.kind === 'result' ? ' without tools' : ''}`,
    );
  if (odd > 0) return fail(`${counted(odd, 'entry')} of tools/list is no object.`);
  if (tools.length === 0) return fail('tools/list is empty.');
  return pass(`${counted(tools.length, 'tool')}: ${listed(tools.map(nameOf), 6)}.`);
}

/** Whether each tool can be named. */
export function judgeToolNames(tools: readonly Fields[]): Verdict {
  const seen = new Set<unknown>();
  const problems = tools.flatMap((tool) => {
    const { name } = tool;
    if (typeof name !== 'string' || !clientName.test(name))
      return [`'${nameOf(tool)}' is no name for a tool: it hides all`];
    if (seen.has(name)) return [`'${name}' is the name of two tools`];
    seen.add(name);
    return [];
  });
  return judged(problems);
}

const hints = ['readOnlyHint', 'destructiveHint', 'openWorldHint'];

/** Whether clients know what a tool does. */
export function judgeHints(tools: readonly Fields[]): Verdict {
  const problems = tools.flatMap((tool) => {
    const annotations = isRecord(tool['annotations']) ? tool['annotations'] : {};
    const missing = hints.filter((hint) => typeof annotations[hint] !== 'boolean');
    return missing.length === 0 ? [] : [`'${nameOf(tool)}' lacks ${missing.join(', ')}`];
  });
  return judged(problems);
}

/** Whether people and models know what a tool is for. */
export function judgeTitles(tools: readonly Fields[]): Verdict {
  const problems = tools.flatMap((tool) => {
    const annotations = isRecord(tool['annotations']) ? tool['annotations'] : {};
    const missing = [
      ...(tool['title'] || annotations['title'] ? [] : ['title']),
      ...(tool['description'] ? [] : ['description']),
    ];
    return missing.length === 0 ? [] : [`'${nameOf(tool)}' has no ${missing.join(' and no ')}`];
  });
  return problems.length === 0 ? pass() : warn(`${listed(problems)}.`);
}

/** Whether every client takes every schema. */
export function judgeToolSchemas(tools: readonly Fields[]): Verdict {
  const problems = tools.flatMap((tool) =>
    ['inputSchema', 'outputSchema'].flatMap((key) => {
      const schema = tool[key];
      if (schema === undefined && key === 'outputSchema') return [];
      const what = `${key} of '${nameOf(tool)}'`;
      if (!isRecord(schema)) return [`${what} is no schema`];
      const [union] = rootUnions(schema);
      if (union !== undefined) return [`${what} has ${union} at its root: it hides all tools`];
      if (schema['type'] !== 'object') return [`${what} is not of type object: it hides all tools`];
      return lostReferences(schema).map((lost) => `${what}: ${lost}`);
    }),
  );
  return judged(problems);
}

/** Whether the list leaves room for a conversation. */
export function judgeSize(_tools: readonly Fields[], { length }: ToolList): Verdict {
  const found = `tools/list has ${length} characters.`;
  return length > largeToolList ? warn(found) : pass(found);
}

/** Whether one call works. */
export function judgeToolCall({ http, call, token }: Facts): Verdict {
  if (http?.list === undefined) return skip('No tools were listed.');
  if (call === undefined)
    return skip('No tool is marked readOnlyHint and has an example, defaults, or needs no arguments.');
  const { name, answer } = call;
  const tool = quote(name, 64);
  if (answer === undefined)
    return skip(`${tool} was not called: ${token.text === undefined ? token.why : 'it can not be'}.`);
  if (answer.kind !== 'result') return fail(`tools/call of ${tool} is answered with ${describeRpc(answer)}`);
  const { content, isError, structuredContent } = answer.result;
  if (!Array.isArray(content))
    return fail(
      `The result of ${tool} has no content.`,
      'Answer with content: a list of blocks, the first of them text.',
    );
  const first: unknown = content[0];
  const text = isRecord(first) && typeof first['text'] === 'string' ? first['text'] : '';
  if (isError === true) return warn(`${tool} answers with an error: ${quote(text, 200)}`);
  const hasOutput = http.list.tools.some((each) => each['name'] === name && each['outputSchema'] !== undefined);
  if (hasOutput && structuredContent === undefined) {
    return fail(
      `${tool} has an outputSchema and answers without structuredContent.`,
      'Answer with structuredContent, and the same JSON once more as a text block.',
    );
  }
  return pass(`${tool} answers.`);
}
