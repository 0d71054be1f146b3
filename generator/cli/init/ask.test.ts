import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { type Answers, ask } from './ask.js';

const otherwise: Answers = { name: 'my-tools', auth: 'local' };

/** Answers line by line, each when it is asked for; then the input ends. */
async function answer(given: Partial<Answers>, lines: readonly string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  const printed = text(output);
  const waiting = [...lines];
  output.on('data', (chunk) => {
    // A question ends in its default.
    if (!/\) $/.test(String(chunk))) return;
    const line = waiting.shift();
    if (line === undefined) input.end();
    else input.write(`${line}\n`);
  });
  const asked = ask(given, otherwise, { input, output });
  const answers = await asked.catch((error: Error) => error.message);
  output.end();
  return { answers, printed: await printed, left: waiting };
}

describe('ask', () => {
  test.each<[string, Partial<Answers>, string[], Answers]>([
    ['takes answers', {}, ['shop', 'entra'], { name: 'shop', auth: 'entra' }],
    ['takes empty lines for the defaults', {}, ['', ' '], otherwise],
    ['asks only for what is not given', { name: 'shop' }, ['none'], { name: 'shop', auth: 'none' }],
    ['asks nothing where all is given', { name: 'shop', auth: 'none' }, [], { name: 'shop', auth: 'none' }],
    ['asks again', {}, ['../x', 'shop', 'oauth', 'none'], { name: 'shop', auth: 'none' }],
  ])('%s', async (_name, given, lines, want) => {
    const { answers, left } = await answer(given, lines);
    expect({ answers, left }).toEqual({ answers: want, left: [] });
  });

  test('says what is wrong, and what each answer means', async () => {
    const { printed } = await answer({}, ['Ünï', 'shop', 'both', 'none']);
    expect(printed).toContain('"Ünï" is no name');
    expect(printed).toContain('Answer one of: none, local, entra');
    expect(printed).toContain('  entra  a local issuer on this machine, Microsoft Entra ID in production');
  });

  test.each([[[]], [['shop']]])('an input that ends after %j is told', async (lines) => {
    expect((await answer({}, lines)).answers).toBe('\nNothing was written. Run again: npx diglot init');
  });
});
