import { expect, it } from 'vitest';
import { linesOf } from './lines.js';

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(input: string | Uint8Array, size = 7): Promise<(string | undefined)[]> {
  const lines: (string | undefined)[] = [];
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  for await (const line of linesOf(chunked(bytes, size))) lines.push(line);
  return lines;
}

const mebibyte = 1024 * 1024;

it.each([
  ['one line', 'a\n', ['a']],
  ['lines of two kinds', 'a\r\nb\n', ['a', 'b']],
  ['empty lines', '\n\n  \na\n\n', ['a']],
  ['text beyond ASCII, cut anywhere', 'Grüße 👋 Grüße 👋\n\u2028\n', ['Grüße 👋 Grüße 👋']],
  ['a line without an end', 'a\nb', ['a', 'b']],
  ['nothing', '', []],
])('%s', async (_name, input, want) => {
  for (const size of [1, 2, 3, 7, 100]) expect(await read(input, size)).toEqual(want);
});

it('gives undefined for what is not UTF-8, and goes on', async () => {
  expect(await read(Uint8Array.of(0x61, 0xff, 0x0a, 0x62, 0x0a))).toEqual([undefined, 'b']);
});

it.each([
  [mebibyte, ['x'.repeat(mebibyte), 'b']],
  [mebibyte + 1, [undefined, 'b']],
  [5 * mebibyte, [undefined, 'b']],
])('takes a line of %d bytes as it should', async (length, want) => {
  expect(await read(`${'x'.repeat(length)}\nb\n`, 65_536)).toEqual(want);
});
