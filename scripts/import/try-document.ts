import assert from 'node:assert/strict';
import { counted } from '../../generator/compiler/diagnostics/counted.js';
import { type Fields, fieldsAt, follow, type Recorded, resolved, startApi } from './api.js';
import { valueFor } from './arguments.js';
import { type DocumentCase, readDocument } from './documents.js';
import { connect, type ImportOutcome, importProject, serve, typeCheck } from './project.js';

/** How a document went. */
export interface Tried {
  readonly outcome: ImportOutcome;
  readonly lines: readonly string[];
}

const signature = { UPSTREAM_AUTHORIZATION: 'Bearer of-the-api', UPSTREAM_API_KEY: 'key-of-the-api' };

/**
 * Imports a document, compiles the project, serves it, and calls each tool over MCP. What reaches the API is held against
 * the document itself: method, path, query and body.
 */
export async function tryDocument({ name, file, selection, isWhole }: DocumentCase): Promise<Tried> {
  const root = readDocument(file);
  const lines: string[] = [];
  if (isWhole) {
    const whole = await importProject(`${name}-whole`, ['openapi', file, '--all']);
    lines.push(`the whole document: ${whole.tools.length} tools in ${whole.seconds.toFixed(1)} s`);
  }
  const imported = await importProject(name, ['openapi', file, ...selection]);
  await typeCheck(imported.folder);
  let current: Fields = {};
  const api = await startApi(root, () => current);
  const served = await serve(imported.folder, { ...signature, UPSTREAM_URL: api.url });
  try {
    const client = await connect(served);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map((tool) => tool.name),
      imported.tools.map((tool) => tool.name),
      'tools/list has other tools',
    );
    for (const [index, { name: tool, at }] of imported.tools.entries()) {
      current = follow(root, at);
      const args = valueFor(tools[index]?.inputSchema ?? {}, index + 1);
      const result = await client.callTool({ name: tool, arguments: fieldsAt(args) as Record<string, unknown> });
      assert.ok(!result.isError, `${tool} failed: ${JSON.stringify(result.content)}`);
      const recorded = api.recorded.splice(0);
      assert.equal(recorded.length, 1, `${tool} made ${recorded.length} requests`);
      for (const each of recorded)
        checkRequest({ root, at, args: fieldsAt(args), recorded: each, token: served.token });
    }
    lines.push(
      `${counted(imported.tools.length, 'tool')} called over MCP; method, path, query, headers and body are as the document says`,
    );
    const first = imported.tools[0]?.name ?? '';
    const firstArgs = fieldsAt(valueFor(tools[0]?.inputSchema ?? {}, 1)) as Record<string, unknown>;
    for (const status of [401, 404, 429, 500]) {
      api.next = { status, body: '{"secret":"of the api"}' };
      const failed = await client.callTool({ name: first, arguments: firstArgs });
      assert.ok(failed.isError, `${status} is no error`);
      assert.ok(!JSON.stringify(failed).includes('of the api'), `${status} leaks its body`);
    }
    api.next = { status: 302, body: '', location: 'http://127.0.0.2:9/elsewhere' };
    assert.ok(
      (await client.callTool({ name: first, arguments: firstArgs })).isError,
      'a redirect to elsewhere was followed',
    );
    lines.push('failures of the API are errors without its words; a redirect to elsewhere is refused');
    await client.close();
  } finally {
    await served.stop();
    await api.close();
  }
  return { outcome: imported, lines };
}

interface Call {
  readonly root: unknown;
  readonly at: string;
  readonly args: Fields;
  readonly recorded: Recorded;
  readonly token: string;
}

function checkRequest({ root, at, args, recorded, token }: Call): void {
  const operation = follow(root, at);
  const [, path = '', method = ''] = at.match(/^\/paths\/([^/]*)\/(\w+)$/) ?? [];
  const template = path.replaceAll('~1', '/').replaceAll('~0', '~');
  assert.equal(recorded.method, method.toUpperCase());
  const parameters = [
    ...Object.values(fieldsAt(follow(root, at.replace(/\/\w+$/, '')), 'parameters')),
    ...Object.values(fieldsAt(operation, 'parameters')),
  ].map((each) => resolved(root, each));
  checkPath(template, recorded, parameters, args);
  const asked = parameters.filter((each) => each['in'] === 'query').map((each) => String(each['name']));
  for (const name of asked) {
    const value = args[name];
    if (value === undefined || typeof value === 'object') continue;
    assert.ok(
      recorded.query.getAll(name).includes(String(value)),
      `${at}: the query has no ${name}=${String(value)}: ${recorded.rawQuery}`,
    );
  }
  const headers = parameters.filter((each) => each['in'] === 'header').map((each) => String(each['name']));
  for (const name of headers) {
    if (typeof args[name] === 'string')
      assert.equal(recorded.headers[name.toLowerCase()], args[name], `${at}: header ${name}`);
  }
  assert.ok(!JSON.stringify(recorded.headers).includes(token), `${at}: the caller's token was passed on`);
  checkBody({ root, at, args, recorded, token }, parameters);
}

function checkPath(template: string, { path }: Recorded, parameters: readonly Fields[], args: Fields): void {
  const names = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  const form = template
    .split(/\{[^}]*\}/)
    .map((part) =>
      encodeURI(part)
        .replaceAll('#', '%23')
        .replace(/[.*+?^$|()[\]\\]/g, '\\$&'),
    )
    .join('([^/]+)');
  const found = new RegExp(`^/base${form}$`).exec(path);
  assert.ok(found, `${path} is not ${template}`);
  for (const [index, name] of names.entries()) {
    const style = parameters.find((each) => each['in'] === 'path' && each['name'] === name)?.['style'] ?? 'simple';
    const value = args[name];
    if (value === undefined || typeof value === 'object' || style !== 'simple') continue;
    assert.equal(decodeURIComponent(found[index + 1] ?? ''), String(value), `${template}: {${name}}`);
  }
}

/** Only JSON bodies are held against the arguments here; the other kinds have their unit tests. */
function checkBody({ root, at, args, recorded }: Call, parameters: readonly Fields[]): void {
  const body = resolved(root, follow(root, at)['requestBody']);
  const content = fieldsAt(body, 'content');
  if (content['application/json'] === undefined) return;
  const own = new Set(parameters.map((each) => String(each['name'])));
  const left = Object.entries(args).filter(([name]) => !own.has(name) && !isRenamedParameter(name, own));
  const whole = Object.fromEntries(left);
  const schema = resolved(root, fieldsAt(content, 'application/json')['schema']);
  const isOne = left.length === 1 && left[0]?.[0] === 'body' && fieldsAt(schema, 'properties')['body'] === undefined;
  const expected = isOne
    ? whole['body']
    : Object.fromEntries(left.map(([name, value]) => [name.replace(/^body_/, ''), value]));
  if (left.length === 0 && recorded.body === '') return;
  assert.equal(recorded.headers['content-type'], 'application/json', `${at}: the type of the body`);
  assert.deepEqual(JSON.parse(recorded.body), expected, `${at}: the body`);
}

/** Parameters whose names clients can't send go by another. */
function isRenamedParameter(name: string, own: ReadonlySet<string>): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return [...own].some((each) => !/^[\w.-]+$/.test(each) && plain(each) === plain(name));
}
