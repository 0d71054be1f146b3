import type { ToolSpec } from '../../model.js';
import type { JsonObject } from '../../schema/lower.js';
import type { Emitter } from '../emitter.js';
import { jsonText } from '../text.js';

/**
 * mcpb.json: the manifest of the bundle that `diglot bundle` packs for Claude Desktop, as its format 0.3 has it. The format
 * refuses keys beyond its own.
 */
export const mcpbEmitter: Emitter = {
  name: 'mcpb',
  emit: (spec) => [{ path: 'generated/mcpb.json', content: jsonText(manifest(spec)), ownership: 'generated' }],
};

/** The file in the bundle that Claude Desktop starts. */
const entryPoint = 'server/index.js';

function manifest(spec: ToolSpec): JsonObject {
  const { info, plugin, tools } = spec;
  const settings = settingsOf(spec);
  const names = Object.keys(settings);
  return {
    manifest_version: '0.3',
    name: plugin.nameForModel,
    display_name: plugin.nameForHuman,
    version: info.version,
    description: info.description,
    author: { name: info.contact?.name ?? info.title },
    server: {
      type: 'node',
      entry_point: entryPoint,
      mcp_config: {
        command: 'node',
        args: [`\${__dirname}/${entryPoint}`],
        env: Object.fromEntries(names.map((name) => [name, `\${user_config.${name}}`])),
      },
    },
    tools: tools.filter(({ expose }) => expose.includes('mcp')).map(({ name, description }) => ({ name, description })),
    user_config: settings,
    compatibility: { runtimes: { node: '>=20.19.0' } },
  };
}

/** What the person who installs it is asked for, by the environment variable it becomes. */
function settingsOf({ auth, plugin }: ToolSpec): { readonly [name: string]: JsonObject } {
  const folder = {
    type: 'directory',
    title: 'Data folder',
    description: 'Where the server keeps its data, and looks for a file .env with further settings',
    // Updates replace the extension's own folder.
    default: `\${HOME}/.${plugin.nameForModel}`,
    required: true,
  };
  if (auth.kind === 'none') return { DIGLOT_DATA_DIR: folder };
  const variables = [...new Set(Object.values(auth.variables))];
  return {
    DIGLOT_DATA_DIR: folder,
    ...Object.fromEntries(
      variables.map((name) => [name, text(name, 'Leave empty to use it alone on this computer, without sign-in')]),
    ),
    DIGLOT_TOKEN: {
      ...text('Access token', 'Who you are, where the service has an issuer of its own'),
      sensitive: true,
    },
  };
}

/** With an empty default, since a placeholder without a value may stay as it is. */
function text(title: string, description: string): JsonObject {
  return { type: 'string', title, description, default: '', required: false };
}
