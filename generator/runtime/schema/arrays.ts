import type { JsonSchema } from '../contract.js';
import { type Build, type Check, counted, every, rule } from './check.js';
import { areUnique, isJson } from './equality.js';

/** The check of a schema's array keywords. */
export function arrayCheck(schema: JsonSchema, at: string, build: Build): Check<readonly unknown[]> {
  const { items, minItems = 0, maxItems, uniqueItems } = schema;
  const checks: Check<readonly unknown[]>[] = [];
  if (minItems > 0) {
    checks.push(
      rule('min_items', `must have at least ${counted(minItems, 'item')}`, (list) => list.length >= minItems),
    );
  }
  if (maxItems !== undefined) {
    checks.push(rule('max_items', `must have at most ${counted(maxItems, 'item')}`, (list) => list.length <= maxItems));
  }
  const each = items === undefined ? rule('type', 'must be a JSON value', isJson) : build(items, `${at}/items`);
  const unique = rule('unique_items', 'must not have two equal items', areUnique);
  checks.push(itemsCheck(each, uniqueItems === true ? unique : undefined));
  return every(checks);
}

/** Items that are wrong in themselves are not compared. */
function itemsCheck(each: Check, unique: Check<readonly unknown[]> | undefined): Check<readonly unknown[]> {
  return (list, report) => {
    let passed = true;
    for (let index = 0; index < list.length; index++) {
      if (each(list[index], report?.at(index))) continue;
      if (report === undefined || report.full) return false;
      passed = false;
    }
    return passed && (unique === undefined || unique(list, report));
  };
}
