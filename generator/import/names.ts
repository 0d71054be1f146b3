import { identifierOf, reservedBecause } from '../compiler/check/names.js';

/** Names of tools and arguments that the language takes, made of names in any script. */

const most = 64;

/** Lower-case words joined by `_`, of the letters and digits of ASCII that a name has; accents are taken off. */
export function snake(name: string): string {
  return name
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

/** Whether a name says as much in ASCII as it did before. */
function isReadable(name: string, made: string): boolean {
  const letters = (name.slice(0, 400).normalize('NFKD').match(/\p{L}/gu) ?? []).length;
  return made !== '' && (made.match(/[a-z]/g) ?? []).length * 2 >= letters;
}

const cut = (name: string, length: number): string => name.slice(0, length).replace(/_+$/, '');

/** Gives each tool a name of its own. The first of the wishes that can be one is taken. */
export function createToolNames(): (wishes: readonly string[]) => string {
  const taken = new Set<string>();
  // As files and identifiers, names meet that are spelt differently.
  const key = (name: string) => identifierOf(name).toLowerCase();
  return (wishes) => {
    const [first = ''] = wishes.flatMap((wish) => {
      const made = snake(wish);
      return isReadable(wish, made) ? [made] : [];
    });
    const letter = /^[a-z]/.test(first) ? first : cut(`call_${first}`, most);
    const base = cut(reservedBecause(cut(letter, most)) === undefined ? letter : `call_${letter}`, most);
    let name = base;
    for (let count = 2; taken.has(key(name)) || reservedBecause(name) !== undefined; count++) {
      name = `${cut(base, most - String(count).length - 1)}_${count}`;
    }
    taken.add(key(name));
    return name;
  };
}

const propertyPattern = /^(?!(?:__proto__|constructor|prototype)$)[a-zA-Z0-9_.-]{1,64}$/;

/** Whether clients can send an argument, or see a property, of this name. */
export function isPropertyName(name: string): boolean {
  return propertyPattern.test(name);
}

/** A name for an argument that differs from those `taken`: its own if it can be had, else one like it. */
export function argumentName(name: string, taken: ReadonlySet<string>, place: string): string {
  if (isPropertyName(name) && !taken.has(name)) return name;
  const made = cut(snake(name), most - 12) || place;
  const fine = isPropertyName(made) ? made : `${place}_value`;
  const own = isPropertyName(`${place}_${name}`) ? [`${place}_${name}`] : [];
  const tries = [...(isPropertyName(name) ? own : [fine]), `${place}_${fine}`];
  const free = tries.find((each) => !taken.has(each));
  if (free !== undefined) return free;
  for (let count = 2; ; count++) if (!taken.has(`${fine}_${count}`)) return `${fine}_${count}`;
}

/** `list_pets` as people read it: List pets. */
export function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
