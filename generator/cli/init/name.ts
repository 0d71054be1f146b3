import { isBuiltin } from 'node:module';
import { basename } from 'node:path';
import { installed } from './package-json.js';

const most = 60;
const pattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** npm can't install these into a project of the same name. */
const taken: ReadonlySet<string> = new Set(installed);

/** Why a project can't have this name; undefined where it can. */
export function nameProblem(name: string): string | undefined {
  if (name.length > most) return `A name has at most ${most} characters; this one has ${name.length}.`;
  if (!pattern.test(name)) {
    return `${JSON.stringify(name)} is no name: use lower-case letters, digits and single dashes, and begin with a letter.`;
  }
  if (taken.has(name) || isBuiltin(name)) return `${JSON.stringify(name)} is the name of something else.`;
  return undefined;
}

/** A name for a project in this folder. */
export function nameFor(folder: string): string {
  const name = basename(folder)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, most)
    .replace(/-+$/, '');
  return nameProblem(name) === undefined ? name : 'my-tools';
}

/** `corner-shop` as people read it: Corner Shop. */
export function titleOf(name: string): string {
  return name
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
}
