/** Words that can't name a tool, and how a tool's name becomes an identifier. */

const deviceNames = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

const reservedWords = new Set(
  (
    'abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do ' +
    'else enum eval export extends false finally for from function get global if implements import in infer instanceof ' +
    'interface is keyof let module namespace never new null number object of package private protected public readonly ' +
    'require return set static string super switch symbol this throw true try type typeof undefined unique unknown using ' +
    'var void while with yield constructor prototype then'
  ).split(' '),
);

/** Identifiers that generated/tools.ts uses itself. */
const ownIdentifiers = new Set(['service', 'handlers', 'tools', 'createTools']);

/** Why `name` is kept from tools, if it is. */
export function reservedBecause(name: string): string | undefined {
  if (deviceNames.test(name)) return 'Windows reserves this file name';
  if (name === 'app') return 'handlers/app.ts is the app itself';
  if (reservedWords.has(name) || reservedWords.has(identifierOf(name))) return 'TypeScript reserves the word';
  return ownIdentifiers.has(identifierOf(name)) ? 'generated code uses the name itself' : undefined;
}

/** camelCase: `add_to_cart` becomes `addToCart`. */
export function identifierOf(name: string): string {
  return name.replace(/_+$/, '').replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
