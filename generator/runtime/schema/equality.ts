/**
 * Deep equality of JSON values, whatever the order of keys. 1 equals 1.0, and 0 equals -0.
 * Walks with its own stack: a hostile value can be nested deeper than calls can.
 */
export function equal(left: unknown, right: unknown): boolean {
  const stack: [unknown, unknown][] = [[left, right]];
  for (let pair = stack.pop(); pair !== undefined; pair = stack.pop()) {
    const [a, b] = pair;
    if (a === b) continue;
    if (Array.isArray(a)) {
      if (!Array.isArray(b) || a.length !== b.length) return false;
      a.forEach((item, index) => {
        stack.push([item, b[index]]);
      });
    } else if (isRecord(a)) {
      if (!isRecord(b)) return false;
      const keys = Object.keys(a);
      if (keys.length !== Object.keys(b).length) return false;
      for (const key of keys) {
        if (!Object.hasOwn(b, key)) return false;
        stack.push([a[key], b[key]]);
      }
    } else return false;
  }
  return true;
}

/** A JSON object: neither null nor an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether no two items are equal. Scalars are looked up, so that a long list of them costs no more than reading it. */
export function allUnique(items: readonly unknown[]): boolean {
  const scalars = new Set<unknown>();
  const others = new Map<string, unknown[]>();
  for (const item of items) {
    if (typeof item !== 'object' || item === null) {
      if (scalars.has(item)) return false;
      scalars.add(item);
      continue;
    }
    const key = sketch(item);
    const alike = others.get(key) ?? [];
    if (alike.some((other) => equal(other, item))) return false;
    alike.push(item);
    others.set(key, alike);
  }
  return true;
}

/** A shallow description that equal values share, to compare only likely pairs. */
function sketch(item: object): string {
  const scalar = (value: unknown) => (typeof value === 'object' && value !== null ? '*' : String(value));
  if (Array.isArray(item)) return `[${item.length}:${item.slice(0, 8).map(scalar).join()}`;
  const entries = Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries
    .slice(0, 8)
    .map(([key, value]) => `${key}=${scalar(value)}`)
    .join();
}
