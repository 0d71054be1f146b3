import type { Json } from '../../runtime/contract.js';
import { canonical } from '../../runtime/schema/equality.js';
import type { TypeExpr } from './type-expr.js';

/** The values that `enum` and `const` leave, both counting where both stand; undefined where there is neither. */
export function listedValues({ values, constant }: TypeExpr): readonly Json[] | undefined {
  if (constant === undefined) return values;
  if (values === undefined) return [constant.value];
  const wanted = canonical(constant.value);
  return values.some((value) => canonical(value) === wanted) ? [constant.value] : [];
}
