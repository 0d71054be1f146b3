import Handlebars from 'handlebars';
import type { Json } from '../../runtime/contract.js';

/** The first line of every generated TypeScript file. */
export const header = '// Generated from spec/tools.yaml. Do not edit: npm run generate.';

/** A JSON document as it is committed: two spaces, a final newline. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The characters that end a line or hide text in TypeScript source though JSON lets them stand. */
const unsafe = /[\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uD800-\uDFFF]/g;

function escapeUnsafe(json: string): string {
  // Without the u flag a surrogate pair is two matches; escaping both halves keeps the string what it was.
  return json.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const plainKey = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A TypeScript literal for a JSON value, indented by `indent` spaces. A key `__proto__` stays an ordinary key. */
export function literal(value: Json, indent = 0): string {
  const inner = ' '.repeat(indent + 2);
  const outer = ' '.repeat(indent);
  if (isList(value)) {
    if (value.every((item) => typeof item !== 'object' || item === null)) {
      return `[${value.map((item) => literal(item)).join(', ')}]`;
    }
    return `[\n${value.map((item) => `${inner}${literal(item, indent + 2)},\n`).join('')}${outer}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const lines = Object.entries(value).map(
      ([key, item]) => `${inner}${keyText(key)}: ${literal(item, indent + 2)}${assertion(key, item)},\n`,
    );
    return lines.length === 0 ? '{}' : `{\n${lines.join('')}${outer}}`;
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

/** Plain text in single quotes, as the templates write theirs; any other in JSON's, escapes and all. */
function quoted(text: string): string {
  return /^[\w .,:;/@{}()+-]*$/.test(text) ? `'${text}'` : escapeUnsafe(JSON.stringify(text));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Under a name that every object inherits, TypeScript types a literal by the inherited member; this keeps it literal. */
function assertion(key: string, value: Json): string {
  return key in Object.prototype && typeof value === 'object' && value !== null ? ' as const' : '';
}

function keyText(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return plainKey.test(key) ? key : quoted(key);
}

/** Lines of a doc comment at `indent`, in which no text can end the comment or break a line. */
export function docComment(text: string, indent = 0): string {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replace(unsafe, '').replaceAll('*/', '*\\/').trimEnd());
  const pad = ' '.repeat(indent);
  if (lines.length === 1) return `/** ${lines[0]} */`;
  return ['/**', ...lines.map((line) => `${pad} *${line === '' ? '' : ` ${line}`}`), `${pad} */`].join('\n');
}

const handlebars = Handlebars.create();
const knownHelpers = { lit: true, doc: true, ident: true, each: true, if: true } as const;

handlebars.registerHelper('lit', (value: Json, options: Handlebars.HelperOptions) => literal(value, indentOf(options)));
handlebars.registerHelper('doc', (text: string, options: Handlebars.HelperOptions) =>
  docComment(text, indentOf(options)),
);
handlebars.registerHelper('ident', (name: string) => {
  if (!plainKey.test(name)) throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return name;
});

function indentOf(options: Handlebars.HelperOptions): number {
  const { indent } = options.hash;
  return typeof indent === 'number' ? indent : 0;
}

/**
 * A template for TypeScript text. Its every inserted value passes through `lit` (a literal), `doc` (a comment)
 * or `ident` (a checked name); plain mustaches are refused here, so that no spec text reaches code as it stands.
 */
export function template<View>(source: string): (view: View) => string {
  refuseRawText(Handlebars.parse(source));
  return handlebars.compile<View>(source, { noEscape: true, strict: true, knownHelpers, knownHelpersOnly: true });
}

const insertingHelpers = new Set(['lit', 'doc', 'ident']);

function refuseRawText(program: hbs.AST.Program): void {
  for (const statement of program.body) {
    if (statement.type === 'ContentStatement' || statement.type === 'CommentStatement') continue;
    if (isMustache(statement)) {
      const helper = 'original' in statement.path ? String(statement.path.original) : '';
      if (statement.params.length === 0 || !insertingHelpers.has(helper) || !statement.escaped) {
        throw new Error(`template inserts raw text: ${helper}`);
      }
    } else if (isBlock(statement)) {
      refuseRawText(statement.program);
      if (statement.inverse) refuseRawText(statement.inverse);
    } else throw new Error(`template uses ${statement.type}`);
  }
}

function isMustache(statement: hbs.AST.Statement): statement is hbs.AST.MustacheStatement {
  return statement.type === 'MustacheStatement';
}

function isBlock(statement: hbs.AST.Statement): statement is hbs.AST.BlockStatement {
  return statement.type === 'BlockStatement';
}
