/** A JSON object, or what a handler returns for one. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object: neither null nor an array. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * One text per JSON value: equal values have equal texts, whatever the order of their keys. 1 equals 1.0, 0 equals -0,
 * a property that is undefined is absent. The value must have passed {@link isJson}.
 * Linear, and with its own stack: a hostile value can be nested deeper than calls can.
 */
export function canonical(value: unknown): string {
  const text: string[] = [];
  const stack: ({ readonly mark: string } | { readonly value: unknown })[] = [{ value }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if ('mark' in next) text.push(next.mark);
    else if (Array.isArray(next.value)) {
      text.push('[');
      stack.push({ mark: ']' });
      for (const item of next.value.toReversed()) stack.push({ mark: ',' }, { value: item });
    } else if (isRecord(next.value)) {
      const fields = next.value;
      const keys = Object.keys(fields).filter((key) => fields[key] !== undefined);
      text.push('{');
      stack.push({ mark: '}' });
      for (const key of keys.sort()) stack.push({ value: fields[key] }, { mark: `,${JSON.stringify(key)}:` });
    } else text.push(String(JSON.stringify(next.value)));
  }
  return text.join('');
}

/** Whether no two items are equal. Scalars are only looked up, so that a long list costs little more than reading it. */
export function areUnique(items: readonly unknown[]): boolean {
  const seen = new Set<unknown>();
  const texts = new Set<string>();
  for (const item of items) {
    if (typeof item === 'object' && item !== null) texts.add(canonical(item));
    else seen.add(item);
  }
  return seen.size + texts.size === items.length;
}

/** Whether a value can be written as JSON: no NaN or infinity, no functions and the like, and no circles. */
export function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isScalar(value);
  const open = new Set<object>();
  const done = new Set<object>();
  const stack: object[] = [value];
  for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
    if (done.has(node) || open.has(node)) {
      done.add(node);
      stack.pop();
      continue;
    }
    open.add(node);
    for (const child of Array.isArray(node) ? node : Object.values(node)) {
      if (typeof child !== 'object' || child === null) {
        if (!isScalar(child) && (child !== undefined || Array.isArray(node))) return false;
      } else if (!done.has(child)) {
        if (open.has(child)) return false;
        stack.push(child);
      }
    }
  }
  return true;
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}
