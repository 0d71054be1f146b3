/** A package on disk, and where in the bundle the one is that needs it. */
export interface Placing {
  readonly name: string;
  readonly real: string;
  readonly inside: string;
}

/**
 * Finds a place in the bundle for a package: at the top unless another version has that, then beside what needs it. Holds for
 * any layout on disk as long as all that one package needs is placed before what those need in turn. Undefined when Node
 * finds the right one already.
 */
export function place(placed: Map<string, string>, { name, real, inside }: Placing): string | undefined {
  const found = lookUp(placed, { name, inside });
  if (found !== undefined && placed.get(found) === real) return undefined;
  const path = `${found === undefined ? 'server' : inside}/node_modules/${name}`;
  placed.set(path, real);
  return path;
}

function lookUp(placed: ReadonlyMap<string, string>, { name, inside }: Omit<Placing, 'real'>): string | undefined {
  const parts = inside.split('/');
  for (let length = parts.length; length > 0; length--) {
    const path = [...parts.slice(0, length), 'node_modules', name].join('/');
    if (placed.has(path)) return path;
  }
  return undefined;
}
