import { lstatSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import colors from 'picocolors';
import { CommandError, exitCode } from './exit.js';
import { type Answers, ask } from './init/ask.js';
import { createProject, refuseTaken } from './init/create-project.js';
import { exampleParts } from './init/example.js';
import { nameFor, nameProblem } from './init/name.js';
import { projectFiles } from './init/project-files.js';
import { printFindings } from './output.js';

export interface InitOptions extends Partial<Answers> {
  /** Ask nothing. */
  readonly yes?: boolean;
}

/** `diglot init`: writes a new project with one tool into a folder, over nothing that is there. Resolves to the exit code. */
export async function runInit(dir: string, options: InitOptions): Promise<number> {
  const folder = resolve(dir);
  const isThere = lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
  const parts = exampleParts(await answersOf(folder, options));
  const generated = await createProject(folder, parts);
  if (!generated.ok) {
    printFindings(generated.diagnostics, { path: 'spec/tools.yaml', text: parts.spec }, 'pretty');
    return exitCode.ourFault;
  }
  const place = relative('.', folder);
  const steps = [...(place === '' ? [] : [`cd ${quoted(place)}`]), 'npm install', 'npm start'];
  process.stdout.write(
    `${colors.green('Made')} ${parts.name} in ${place === '' ? 'this folder' : place}${isThere ? '' : ' (new)'}. Next:\n\n` +
      `${steps.map((step) => `  ${colors.bold(step)}\n`).join('')}\n` +
      'Then edit spec/tools.yaml, and fill in handlers/.\n',
  );
  return exitCode.done;
}

async function answersOf(folder: string, { yes = false, ...given }: InitOptions): Promise<Answers> {
  const problem = given.name === undefined ? undefined : nameProblem(given.name);
  if (problem !== undefined) throw new CommandError(`${problem} Such as: npx diglot init --name corner-shop`);
  const otherwise: Answers = { name: nameFor(folder), auth: 'local' };
  if (yes) return { ...otherwise, ...given };
  const { name, auth } = given;
  if (name !== undefined && auth !== undefined) return { name, auth };
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    const place = relative('.', folder);
    const words = place === '' ? '--yes' : `${quoted(place)} --yes`;
    throw new CommandError(`There is no terminal to ask on. Take the defaults: npx diglot init ${words}`);
  }
  // Nobody answers in vain; these are the files that a project has under any answer.
  refuseTaken(folder, projectFiles(exampleParts({ name: name ?? otherwise.name, auth: auth ?? 'none' })));
  return ask(given, otherwise, { input: process.stdin, output: process.stderr });
}

function quoted(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
