import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../project.js';

/** A fenced block of code in a document, with the comment before it that says what holds it. */
export interface Block {
  readonly document: string;
  /** Of its fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** Without the indentation of the fence; a final newline. */
  readonly text: string;
  readonly mark?: Mark;
}

/** `<!-- kind: value -->` on the line before a block. */
export interface Mark {
  readonly kind: string;
  readonly value: string;
}

/** The documents, by their paths from the repository's root. */
export const documents: readonly string[] = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .toSorted(),
];

/** The text of a document. */
export const readDocument = (document: string): string => readFileSync(join(repository, document), 'utf8');

const fence = /^( *)(`{3,})(.*)$/u;
const comment = /^ *<!-- ([a-z ]+): (.+) -->$/u;

/** The blocks of a document, in order. */
export function blocksOf(document: string): readonly Block[] {
  const lines = readDocument(document).split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, indent = '', ticks = '', language = ''] = fence.exec(lines[at] ?? '') ?? [];
    if (ticks === '') continue;
    const end = lines.findIndex((line, index) => index > at && line.trim() === ticks);
    if (end < 0) throw new Error(`${document}:${at + 1}: the block has no end`);
    const text = lines.slice(at + 1, end).map((line) => `${line.slice(indent.length)}\n`);
    const [, kind, value] = comment.exec(lines[at - 1] ?? '') ?? [];
    const mark = kind === undefined || value === undefined ? {} : { mark: { kind, value } };
    blocks.push({ document, line: at + 1, language, text: text.join(''), ...mark });
    at = end;
  }
  return blocks;
}

/** A document without its blocks and comments: what people read as prose. */
export function proseOf(document: string): string {
  return readDocument(document)
    .replace(/^ *(`{3,})[^\n]*\n.*?^ *\1$/gmsu, '')
    .replace(/<!--.*?-->/gsu, '');
}

/** Where a block stands, as terminals make a link of it. */
export const placeOf = ({ document, line }: Block): string => `${document}:${line}`;

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsOf(document: string): ReadonlySet<string> {
  const headings = [...proseOf(document).matchAll(/^#+ (.+)$/gmu)].map(([, title = '']) => title);
  return new Set(
    headings.map((title) =>
      title
        .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
        .replaceAll('&lt;', '<')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
