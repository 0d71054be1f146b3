import { lstatSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import colors from 'picocolors';
import { counted } from '../../compiler/diagnostics/counted.js';
import { handlerTexts } from '../../import/handlers.js';
import type { Imported } from '../../import/imported.js';
import { countLosses, lossCodes } from '../../import/losses.js';
import { reportText } from '../../import/report.js';
import { mostActions, scopes } from '../../import/spec-text.js';
import { verify } from '../../import/verify.js';
import { CommandError, exitCode } from '../exit.js';
import type { PlainFormat } from '../formats.js';
import { type AuthKind, authText } from '../init/auth.js';
import { createProject } from '../init/create-project.js';
import { nameFor, nameProblem } from '../init/name.js';
import { printFindings, printJson, say } from '../output.js';

/** What both kinds of import are told. */
export interface ImportOptions {
  /** The folder of the new project. */
  readonly dir: string;
  readonly auth: AuthKind;
  readonly only: readonly string[];
  readonly all?: boolean;
  readonly format: PlainFormat;
}

/** Where a new project goes. */
export interface Place {
  readonly folder: string;
  /** As a person here would type it. */
  readonly shown: string;
  /** Of the project. */
  readonly name: string;
}

/** Where an import is to go, looked at before anything is fetched or started. Throws CommandError when it can't go there. */
export function placeOf({ dir }: ImportOptions): Place {
  const folder = resolve(dir);
  const shown = relative('.', folder) || '.';
  if (lstatSync(join(folder, 'spec', 'tools.yaml'), { throwIfNoEntry: false }) !== undefined) {
    throw new CommandError(
      `${join(shown, 'spec/tools.yaml')} is there already, and nothing is overwritten. Name a new folder: --dir <folder>`,
    );
  }
  const name = nameFor(folder);
  if (nameProblem(name) !== undefined)
    throw new CommandError(`No project can be named after ${folder}. Name another folder: --dir my-tools`);
  return { folder, shown, name };
}

/** What is imported, and where it goes. */
export interface Import {
  readonly written: Imported;
  readonly source: string;
  readonly place: Place;
}

/** Verifies an import and writes it as a new project. Resolves to the exit code. */
export async function writeImport({ written, source, place }: Import, options: ImportOptions): Promise<number> {
  const { folder, name } = place;
  if (written.tools.length === 0)
    throw new CommandError('Nothing was found that could become a tool. Leave out --only and --tag, or name others.');
  const checked = verify(tooMany(written), {
    auth: authText(options.auth, scopes),
    hasAuth: options.auth !== 'none',
    host: `${name}.example.com`,
    source,
  });
  if (!checked.ok) {
    printFindings(checked.diagnostics, { path: 'spec/tools.yaml', text: checked.spec }, 'pretty');
    say('The import made a spec that the compiler refuses, which is its own fault. Nothing was written.');
    return exitCode.ourFault;
  }
  const { imported, spec, warnings } = checked;
  if (imported.tools.length === 0) throw new CommandError('The compiler takes none of the tools. Nothing was written.');
  const generated = await createProject(folder, {
    name,
    auth: options.auth,
    spec,
    handlers: handlerTexts(imported),
    dependencies: imported.dependencies,
    variables: imported.variables,
    extras: { 'IMPORT.md': reportText(imported, source) },
  });
  if (!generated.ok) {
    printFindings(generated.diagnostics, { path: 'spec/tools.yaml', text: spec }, 'pretty');
    return exitCode.ourFault;
  }
  if (options.format === 'json') {
    printJson({
      ok: true,
      folder,
      tools: imported.tools.map(({ name, at }) => ({ name, at })),
      losses: imported.losses,
      warnings,
      toolsList: generated.cost,
    });
  } else print(imported, { place: place.shown, warnings, bytes: generated.cost.bytes });
  return exitCode.done;
}

/** Beyond what ChatGPT takes, tools are for MCP alone. */
function tooMany(imported: Imported): Imported {
  const beyond = imported.tools.slice(mostActions);
  return {
    ...imported,
    losses: [...imported.losses, ...beyond.map(({ at, name }) => ({ code: 'tool/mcp-only' as const, at, what: name }))],
  };
}

function print(
  { tools, losses, variables }: Imported,
  { place, warnings, bytes }: { readonly place: string; readonly warnings: number; readonly bytes: number },
): void {
  const lines = [
    `${colors.green('Imported')} ${counted(tools.length, 'tool')} into ${place === '.' ? 'this folder' : place}; tools/list has ${bytes} bytes, and the compiler ${counted(warnings, 'warning')}.`,
    '',
    ...countLosses(losses).map(
      ([code, count]) => `  ${String(count).padStart(5)}  ${colors.yellow(code)}  ${lossCodes[code].join(' ')}`,
    ),
    '',
    `Each with its place: ${place === '.' ? '' : `${place}/`}IMPORT.md`,
    ...(Object.keys(variables).length > 0 ? ['For the original, in the environment:'] : []),
    ...Object.entries(variables).map(([name, what]) => `  ${colors.bold(name)}  ${what}`),
    '',
    'Next:',
    ...[...(place === '.' ? [] : [`cd ${place}`]), 'npm install', 'npm start'].map((step) => `  ${colors.bold(step)}`),
    '',
  ];
  process.stdout.write(lines.join('\n'));
}
