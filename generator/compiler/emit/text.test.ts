import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { docComment, literal, template } from './text.js';

const options = { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022 } };

/** What the literal evaluates to, as TypeScript reads it. */
function evaluate(text: string): unknown {
  const { outputText, diagnostics = [] } = ts.transpileModule(`(${text})`, options);
  expect(diagnostics).toEqual([]);
  const value: unknown = new Function(`return ${outputText}`)();
  return value;
}

const hostile = [
  '*/ process.exit(1) /*',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the point
  '${process.exit(1)}',
  '`',
  "'",
  '"',
  '\\',
  '\\u0027',
  '</script>',
  '\u2028',
  '\u2029',
  '\u202E',
  '\uFEFF',
  '\n// x',
  '{{lit x}}',
  '{{{x}}}',
  '\uD800',
  '😀',
  '__proto__',
];

describe('literal', () => {
  test('means the value it was made from, whatever the value', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostile), fc.string());
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
      ),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.stringify(evaluate(literal(value as never)))).toBe(JSON.stringify(value));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('keeps __proto__ an ordinary key', () => {
    const value = evaluate(literal(JSON.parse('{"__proto__": {"polluted": true}}')));
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe('docComment', () => {
  test.each(hostile)('%j ends neither the comment nor the line it stands on', (text) => {
    const source = `${docComment(`before ${text} after`, 0)}\nexport const x = 1;\n`;
    const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2022, true);
    expect(file.statements.map((statement) => ts.SyntaxKind[statement.kind])).toEqual(['FirstStatement']);
    expect(ts.transpileModule(source, options).diagnostics).toEqual([]);
  });
});

describe('template', () => {
  test.each([
    '{{name}}',
    '{{{lit name}}}',
    '{{&lit name}}',
    '{{#each names}}{{this}}{{/each}}',
    '{{> partial}}',
    '{{raw name}}',
  ])('%s is refused: it could put spec text into code', (source) => {
    expect(() => template(source)).toThrow(/raw text|uses/);
  });

  test('inserts through its helpers only', () => {
    const render = template<{ name: string; text: string }>(
      '{{doc text}}\nexport const {{ident name}} = {{lit text}};',
    );
    expect(render({ name: 'a', text: '*/ "x' })).toBe('/** *\\/ "x */\nexport const a = "*/ \\"x";');
    expect(() => render({ name: 'a b', text: '' })).toThrow(/not an identifier/);
  });
});
