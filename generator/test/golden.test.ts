import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { messages } from '../compiler/diagnostics/codes.js';
import { printDiagnostics } from '../compiler/diagnostics/print.js';
import { generate } from '../compiler/generate.js';

/** One folder per code: tools.yaml and the exact text people see. UPDATE_GOLDEN=1 rewrites the texts. */

const folder = fileURLToPath(new URL('./golden/', import.meta.url));
const cases = readdirSync(folder).toSorted();
const plain = { red: same, yellow: same, blue: same, bold: same };

function same(text: string): string {
  return text;
}

/** These need the bytes of a file or a very large one; the command line's tests and those of huge specs cover them. */
const elsewhere = ['yaml/too-large', 'yaml/too-many', 'yaml/not-utf8'];

test('every code has a case and every case a code', () => {
  const codes = Object.keys(messages).filter((code) => !elsewhere.includes(code));
  expect(cases).toEqual(codes.map((code) => code.replace('/', '-')).toSorted());
});

describe.each(cases)('%s', (name) => {
  test('prints what it should', async () => {
    const text = readFileSync(`${folder}${name}/tools.yaml`, 'utf8');
    const source = { path: 'spec/tools.yaml', text };
    const { ok, diagnostics } = await generate(source);
    const printed = printDiagnostics(diagnostics, source, plain);
    const golden = `${folder}${name}/expected.txt`;
    if (process.env['UPDATE_GOLDEN'] === '1' || !existsSync(golden)) writeFileSync(golden, printed);
    expect(ok).toBe(diagnostics.every(({ severity }) => severity === 'warning'));
    // One cause, one finding.
    expect(diagnostics.map((diagnostic) => diagnostic.code.replace('/', '-'))).toEqual([name]);
    expect(printed).toBe(readFileSync(golden, 'utf8'));
  });
});
