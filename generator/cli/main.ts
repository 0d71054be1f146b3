import { Command, CommanderError, Option } from 'commander';
import { OutputBusy } from '../compiler/output/hold.js';
import { OutputError } from '../compiler/output/output-error.js';
import type { BuildOptions } from './build.js';
import type { BundleOptions } from './bundle.js';
import type { DiffOptions } from './diff.js';
import type { DoctorOptions } from './doctor.js';
import { CommandError, exitCode } from './exit.js';
import { type ExplainFormat, explainFormats, formats, plainFormats } from './formats.js';
import type { GenerateOptions } from './generate.js';
import type { McpOptions } from './import/mcp.js';
import type { OpenapiOptions } from './import/openapi.js';
import { authKinds } from './init/auth.js';
import type { InitOptions } from './init.js';
import { version } from './version.js';

const program = new Command('diglot')
  .description('One spec/tools.yaml, compiled into an OpenAPI surface (ChatGPT) and an MCP surface (Claude).')
  .version(version)
  .exitOverride()
  .showHelpAfterError('Run with --help to see what there is.');

program
  .command('init')
  .argument('[folder]', 'where: a new folder, or one without these files', '.')
  .description('write a new project: a spec with one tool, its handler, tests and a CI workflow; overwrites nothing')
  .option('--name <name>', "the package's name (default: that of the folder)")
  .addOption(new Option('--auth <kind>', 'how callers sign in (default: local)').choices(authKinds))
  .option('--yes', 'ask nothing; take the defaults for what is not given')
  .addHelpText('after', '\nExamples:\n  npx diglot init corner-shop\n  npx diglot init . --yes --auth entra')
  .action(async (folder: string, options: InitOptions) => {
    const { runInit } = await import('./init.js');
    process.exitCode = await runInit(folder, options);
  });

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const importing = program
  .command('import')
  .description(
    'make a new project of an API or MCP server that is there already: its spec, and handlers that forward to it',
  )
  .addHelpText(
    'after',
    '\nExamples:\n  npx diglot import openapi openapi.yaml --dir petstore\n  npx diglot import mcp https://mcp.example.com/mcp --dir mine',
  );

importing
  .command('openapi')
  .argument('<document>', 'an OpenAPI 3.0 or 3.1 document, JSON or YAML: a file or an http address')
  .description('make a project whose tools forward to the API that an OpenAPI document describes; overwrites nothing')
  .option('--dir <folder>', 'where: a new folder, or one without a project', '.')
  .option('--only <name>', 'only operations of this name; * stands for anything (repeatable)', several, [])
  .option('--tag <tag>', 'only operations with this tag (repeatable)', several, [])
  .option('--all', 'every operation, however many')
  .addOption(new Option('--auth <kind>', 'how callers sign in').choices(authKinds).default('local'))
  .addOption(new Option('--format <name>', 'how to print').choices(plainFormats).default('pretty'))
  .addHelpText(
    'after',
    '\nExamples:\n  npx diglot import openapi openapi.yaml --dir petstore\n  npx diglot import openapi https://api.example.com/openapi.json --tag issues --dir issues',
  )
  .action(async (source: string, options: OpenapiOptions) => {
    const { runImportOpenapi } = await import('./import/openapi.js');
    process.exitCode = await runImportOpenapi(source, options);
  });

importing
  .command('mcp')
  .argument('<server...>', 'an http address, or after -- a command that speaks MCP over stdin and stdout')
  .description('make a project whose tools forward to an MCP server, which ChatGPT then reaches; overwrites nothing')
  .option('--dir <folder>', 'where: a new folder, or one without a project', '.')
  .option('--only <name>', 'only tools of this name; * stands for anything (repeatable)', several, [])
  .option('--all', 'every tool, however many')
  .option('--env <name>', 'an environment variable that the command gets (repeatable)', several, [])
  .addOption(new Option('--auth <kind>', 'how callers sign in').choices(authKinds).default('local'))
  .addOption(new Option('--format <name>', 'how to print').choices(plainFormats).default('pretty'))
  .addHelpText(
    'after',
    '\nExamples:\n  npx diglot import mcp https://mcp.example.com/mcp --dir mine\n  npx diglot import mcp --dir memory -- npx -y @modelcontextprotocol/server-memory',
  )
  .action(async (server: readonly string[], options: McpOptions) => {
    const { runImportMcp } = await import('./import/mcp.js');
    process.exitCode = await runImportMcp(server, options);
  });

program
  .command('generate')
  .description('compile spec/tools.yaml into generated/ and write a stub for each new tool into handlers/')
  .option('--check', 'write nothing; exit 1 when generated/ is not what the spec says')
  .option('--prune', 'move handlers without a tool to handlers/.orphans/, out of the build')
  .option('--watch', 'generate again whenever the spec is saved')
  .option('--quiet', 'say nothing when nothing changed, and of warnings only how many there are')
  .option('--strict', 'take warnings for errors')
  .addOption(new Option('--format <name>', 'how to print').choices(formats).default('pretty'))
  .option('--root <folder>', 'the project folder', '.')
  .addHelpText('after', '\nExample:\n  npx diglot generate --check --strict')
  .action(async ({ watch = false, ...options }: GenerateOptions & { readonly watch?: boolean }) => {
    if (watch && (options.check || options.format !== 'pretty')) {
      throw new CommandError('--watch goes with neither --check nor --format: leave them out.');
    }
    const run = watch ? (await import('./watch.js')).runWatch : (await import('./generate.js')).runGenerate;
    process.exitCode = await run(options);
  });

program
  .command('build')
  .description('compile the project to dist/ for plain Node; exit 1 when generated/ is not what the spec says')
  .option('--out <folder>', 'where to, from the project folder', 'dist')
  .option('--root <folder>', 'the project folder', '.')
  .addHelpText('after', '\nExample:\n  npx diglot build && node dist/scripts/serve.js')
  .action(async (options: BuildOptions) => {
    const { runBuild } = await import('./build.js');
    process.exitCode = await runBuild(options);
  });

program
  .command('bundle')
  .description('pack the project as an extension of Claude Desktop, an .mcpb file; exit 1 on drift, as build')
  .option('--out <file>', 'what to write (default: <name>-<version>.mcpb in the project folder)')
  .option('--root <folder>', 'the project folder', '.')
  .addHelpText('after', '\nExample:\n  npx diglot bundle --out shop.mcpb')
  .action(async (options: BundleOptions) => {
    const { runBundle } = await import('./bundle.js');
    process.exitCode = await runBundle(options);
  });

program
  .command('diff')
  .description(
    'say what changed in spec/tools.yaml, for whom, and whether info.version carries it; exit 3 when it does not',
  )
  .option('--against <revision or file>', 'what to compare with: a revision of git, or a file', 'HEAD')
  .addOption(new Option('--format <name>', 'how to print').choices(formats).default('pretty'))
  .option('--root <folder>', 'the project folder', '.')
  .addHelpText(
    'after',
    '\nExamples:\n  npx diglot diff --against v1.2.0\n  npx diglot diff --against origin/main --format github',
  )
  .action(async (options: DiffOptions) => {
    const { runDiff } = await import('./diff.js');
    process.exitCode = await runDiff(options);
  });

program
  .command('explain')
  .argument('[code]', 'a code as it was printed, such as schema/unbounded, change/tool-removed or claude/hints')
  .description(
    'say what a rule is for and what to write instead, what a change means, or what a check of doctor is about; without a code, list all',
  )
  .addOption(new Option('--format <name>', 'how to print').choices(explainFormats).default('pretty'))
  .addHelpText('after', '\nExample:\n  npx diglot explain client/too-many-actions')
  .action(async (code: string | undefined, options: { format: ExplainFormat }) => {
    const { runExplain } = await import('./explain.js');
    process.stdout.write(runExplain(code, options.format));
  });

program
  .command('token')
  .description('print a bearer token of the local issuer of a running server')
  .option('--user <name>', 'whose token', 'demo')
  .option('--scope <names>', 'scopes, separated by spaces (default: all of the spec)')
  .option('--app', 'a token of an application instead of a person')
  .addHelpText('after', '\nExample:\n  TOKEN=$(npx diglot token)')
  .action(async (options: { user: string; scope?: string; app?: boolean }) => {
    const { runToken } = await import('./token.js');
    process.stdout.write(`${await runToken(options, process.env)}\n`);
  });

program
  .command('stdio')
  .description("serve the project's tools over stdin and stdout, as a local client such as Claude Desktop starts it")
  .option('--root <folder>', 'the project folder', '.')
  .addHelpText('after', '\nExample:\n  npx diglot stdio --root /home/me/shop')
  .action(async (options: { root: string }) => {
    const { runStdioScript } = await import('./stdio.js');
    await runStdioScript(options);
  });

program
  .command('connect')
  .argument('[client]', 'chatgpt, claude-desktop or claude-connector')
  .description('print what to paste into a client, for a server with the environment of this command')
  .option('--client-id <id>', "of the client's own registration with the issuer (default: that of the API)")
  .option('--root <folder>', 'the project folder', '.')
  .addHelpText(
    'after',
    '\nExamples:\n  npx diglot connect chatgpt\n  PUBLIC_URL=https://shop.example.com npx diglot connect claude-desktop > config.json',
  )
  .action(async (client: string | undefined, options: { root: string; clientId?: string }) => {
    const { runConnect } = await import('./connect.js');
    process.exitCode = await runConnect(client, options, process.env);
  });

program
  .command('doctor')
  .argument('<url>', 'any URL of a running server: its base, its OpenAPI document, or its MCP endpoint')
  .description('look at a running server as ChatGPT and Claude would, and say what is wrong; exit 1 when something is')
  .option('--token <token>', 'a bearer token to call with (default: DIGLOT_TOKEN, or one of a local issuer)')
  .addOption(new Option('--client <name>', 'look only at what this client needs').choices(['chatgpt', 'claude']))
  .addOption(new Option('--format <name>', 'how to print').choices(plainFormats).default('pretty'))
  .addHelpText(
    'after',
    '\nIt calls only what is marked as reading. Examples:\n  npx diglot doctor http://127.0.0.1:3001\n  npx diglot doctor https://shop.example.com/mcp --client claude',
  )
  .action(async (url: string, options: DoctorOptions) => {
    const { runDoctor } = await import('./doctor.js');
    process.exitCode = await runDoctor(url, options, process.env);
  });

program
  .command('schema')
  .description('print the JSON Schema of tools.yaml, for editors; the package has it as diglot/tools.schema.json')
  .addHelpText('after', '\nExample:\n  npx diglot schema > tools.schema.json')
  .action(async () => {
    const { schemaText } = await import('./schema.js');
    process.stdout.write(schemaText());
  });

// Whoever reads may stop reading, as head does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(`Can't write the output: ${error.message}`, exitCode.refused);
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.refused;
  else if (error instanceof CommandError) fail(error.message, error.exitCode);
  else if (error instanceof OutputBusy || error instanceof OutputError) fail(error.message, exitCode.refused);
  else if (isSystemError(error)) fail(`${error.message}. Nothing else was changed.`, exitCode.refused);
  else
    fail(
      `diglot failed through its own fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      exitCode.ourFault,
    );
}

function fail(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}

/** Disk and network errors of Node carry a code such as EACCES. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
