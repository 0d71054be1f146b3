import { parse, stringify } from 'yaml';
import { generate } from '../../compiler/generate.js';
import { isRecord } from '../../runtime/schema/equality.js';
import { shopSpec } from '../project.js';
import type { Block } from './markdown.js';

/** Blocks of YAML: whole specs, parts of one, and steps of a workflow. */

/** Whether it is a list of steps, each with the commands to run. */
export function isSteps(text: string): boolean {
  return Array.isArray(parse(text));
}

/** The commands of the steps, one after the other. */
export function stepsOf(text: string): string {
  const steps: unknown = parse(text);
  if (!Array.isArray(steps)) throw new Error('no list of steps');
  return steps.map((step) => `${step.run}\n`).join('');
}

/**
 * The errors of a spec; none when it compiles. What is no whole spec is put into the shop's, at its top or, by
 * `<!-- in: auth.oauth2 -->`, below.
 */
export async function compiles({ text, mark }: Block): Promise<readonly string[]> {
  const part: unknown = parse(text);
  const path = mark?.kind === 'in' ? mark.value.split('.') : [];
  const nested = path.reduceRight<unknown>((value, key) => ({ [key]: value }), part);
  const isWhole = isRecord(part) && 'diglot' in part;
  const spec = isWhole ? text : stringify(merged(parse(shopSpec), nested));
  const { diagnostics } = await generate({ path: 'tools.yaml', text: spec });
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

function merged(base: unknown, part: unknown): unknown {
  if (!isRecord(base) || !isRecord(part)) return part;
  const own = Object.entries(part).map(([key, value]) => [key, merged(base[key], value)]);
  return { ...base, ...Object.fromEntries(own) };
}
