import type { Json } from '../../runtime/contract.js';
import type { TypeExpr } from './type-expr.js';

/** The values that `enum` and `const` leave, both counting where both stand; undefined where there is neither. */
export function listedValues({ values, constant }: TypeExpr): readonly Json[] | undefined {
  if (constant === undefined) return values;
  if (values === undefined) return [constant.value];
  return values.some((value) => isSame(value, constant.value)) ? [constant.value] : [];
}

/** Equality of JSON Schema: whatever the order of an object's keys. */
function isSame(one: Json, other: Json): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const fields = Object.entries(one);
  const others = new Map<string, Json>(Object.entries(other));
  return (
    fields.length === others.size &&
    fields.every(([key, value]) => {
      const found = others.get(key);
      return found !== undefined && isSame(value, found);
    })
  );
}
