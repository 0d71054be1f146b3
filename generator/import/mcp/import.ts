import { literal } from '../../compiler/emit/text.js';
import type { Effect, JsonSchema } from '../../runtime/contract.js';
import type { McpAddress } from '../../upstream/mcp-connect.js';
import { type Imported, type ImportedTool, isSelected, type Selection } from '../imported.js';
import { infoOf, toolTexts } from '../info.js';
import { at, pointer, textAt } from '../json.js';
import { createLosses, type Lose } from '../losses.js';
import { createToolNames, titleOf } from '../names.js';
import { lowerSchema } from '../schema/index.js';
import { mergedRoot } from '../schema/root.js';
import { appText } from './app.js';

/** What an MCP server says of itself, as it came. */
export interface McpServer {
  readonly info: unknown;
  readonly instructions: string | undefined;
  readonly capabilities: unknown;
  /** The tools of all pages of tools/list. */
  readonly tools: readonly unknown[];
}

/** Made to fit the SDK that the compiler's package is tested with. */
const sdk = { '@modelcontextprotocol/sdk': '1.32.2' } as const;

/** Reads the tools of an MCP server into tools that forward to it. Total: whatever the server says gives tools and losses. */
export function importMcp(
  server: McpServer,
  { selection, address }: { readonly selection: Selection; readonly address: McpAddress },
): Imported {
  const { lose, all } = createLosses();
  const nameFor = createToolNames();
  for (const kind of ['resources', 'prompts', 'tasks']) {
    if (at(server.capabilities, kind) !== undefined) lose('mcp/not-tools', pointer('/capabilities', kind), kind);
  }
  const tools = server.tools.flatMap((written, index) => {
    const name = textAt(written, 'name');
    const place = pointer('/tools', index);
    if (name === undefined || !isSelected(selection, [name], [])) return [];
    if (at(at(written, 'execution'), 'taskSupport') === 'required') {
      lose('tool/left-out', place, `${name} runs as a task`);
      return [];
    }
    return [toolOf({ written, name, place }, nameFor([name, 'tool']), lose)];
  });
  const info = {
    ...Object(server.info),
    title: textAt(server.info, 'title') ?? textAt(server.info, 'name'),
    description: server.instructions,
  };
  const isHttp = 'url' in address;
  return {
    info: infoOf({ info, at: '/serverInfo' }, lose),
    tools,
    app: appText(address),
    dependencies: sdk,
    variables: isHttp
      ? {
          UPSTREAM_URL: `where the MCP server is, instead of ${address.url}`,
          UPSTREAM_AUTHORIZATION: 'sent as the header Authorization',
        }
      : Object.fromEntries((address.passes ?? []).map((name) => [name, 'passed to the command'])),
    losses: all(),
  };
}

interface Written {
  readonly written: unknown;
  readonly name: string;
  readonly place: string;
}

function toolOf({ written, name: original, place }: Written, name: string, lose: Lose): ImportedTool {
  if (name !== original) lose('tool/renamed', pointer(place, 'name'), `${original} is ${name}`);
  const annotations = at(written, 'annotations');
  const { effect, because } = effectOf(annotations);
  lose('review/effect', place, `${effect}, ${because}`);
  const output = outputOf(written, place, lose);
  const answer = output === 'content' ? 'content' : 'structured';
  return {
    name,
    ...toolTexts(
      {
        short: textAt(written, 'title') ?? textAt(annotations, 'title'),
        long: textAt(written, 'description'),
        fallback: {
          title: titleOf(name).slice(0, 60),
          description: `Calls the tool ${titleOf(name).toLowerCase()} of the MCP server behind.`,
        },
        at: place,
      },
      lose,
    ),
    effect,
    because: `${because}: review`,
    idempotent: at(annotations, 'idempotentHint') === true,
    openWorld: at(annotations, 'openWorldHint') !== false,
    input: inputOf(written, place, lose),
    output,
    tags: [],
    isDeprecated: false,
    at: place,
    forwards: `the tool ${JSON.stringify(original)}`,
    call: `ctx.app.upstream.call(ctx, input, ${literal({ tool: original, answer }, 2)})`,
  };
}

/** An effect by MCP's hints, with the defaults that MCP gives them. */
function effectOf(annotations: unknown): { readonly effect: Effect; readonly because: string } {
  if (at(annotations, 'readOnlyHint') === true) return { effect: 'read', because: 'from readOnlyHint' };
  const hint = at(annotations, 'destructiveHint');
  if (hint === false) return { effect: 'write', because: 'from destructiveHint' };
  return { effect: 'destructive', because: hint === true ? 'from destructiveHint' : "MCP's default without hints" };
}

/** The scope of a schema that stands in a tool: references count from its own root. */
function lowered(
  schema: unknown,
  place: string,
  { direction, lose }: { readonly direction: 'input' | 'output'; readonly lose: Lose },
): JsonSchema {
  const here: Lose = (code, found, what) => lose(code, place + found, what);
  return lowerSchema(mergedRoot(schema, '', { root: schema, lose: here }), '', { root: schema, direction, lose: here });
}

function inputOf(written: unknown, place: string, lose: Lose): JsonSchema {
  const schema = lowered(at(written, 'inputSchema'), pointer(place, 'inputSchema'), { direction: 'input', lose });
  const { type, properties = {}, description: _own, ...rest } = schema;
  return type === 'object'
    ? { type, properties, ...rest }
    : { type: 'object', properties: {}, additionalProperties: true };
}

function outputOf(written: unknown, place: string, lose: Lose): JsonSchema | 'content' {
  const schema = at(written, 'outputSchema');
  if (schema === undefined) return 'content';
  const made = lowered(schema, pointer(place, 'outputSchema'), { direction: 'output', lose });
  if (made.type === 'object') return made;
  lose('output/unknown', pointer(place, 'outputSchema'));
  return 'content';
}
