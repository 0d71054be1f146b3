import { isRecord } from '../../runtime/schema/equality.js';
import { at, entriesAt, follow, listAt, localPointer, pointer, textAt } from '../json.js';

/** One operation of a document, its references not yet followed. */
export interface FoundOperation {
  readonly method: string;
  readonly path: string;
  readonly at: string;
  readonly written: unknown;
  /** Of the path, for all of its operations. */
  readonly shared: unknown;
  readonly sharedAt: string;
  readonly id: string | undefined;
  readonly tags: readonly string[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations of a document, in its order. */
export function operationsOf(root: unknown): readonly FoundOperation[] {
  return entriesAt(root, 'paths').flatMap(([path, item]) => {
    const ref = textAt(item, '$ref');
    const place = (ref === undefined ? undefined : localPointer(ref)) ?? pointer('/paths', path);
    const shared = ref === undefined ? item : { ...Object(follow(root, place)), ...Object(item) };
    return entriesAt({ shared }, 'shared').flatMap(([method, written]): FoundOperation[] =>
      methods.includes(method) && isRecord(written)
        ? [
            {
              method: method.toUpperCase(),
              path,
              at: pointer(place, method),
              written,
              shared,
              sharedAt: place,
              id: textAt(written, 'operationId'),
              tags: listAt(written, 'tags').filter((tag): tag is string => typeof tag === 'string'),
            },
          ]
        : [],
    );
  });
}

/** The value a reference leads to, where it leads somewhere in the document. */
export function dereferenced(
  root: unknown,
  written: unknown,
  place: string,
): { readonly value: unknown; readonly at: string } {
  let found = { value: written, at: place };
  for (let steps = 0; steps < 32; steps++) {
    const ref = at(found.value, '$ref');
    const next = typeof ref === 'string' ? localPointer(ref) : undefined;
    if (next === undefined) break;
    found = { value: follow(root, next), at: next };
  }
  return found;
}
