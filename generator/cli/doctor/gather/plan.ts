import { isRecord } from '../../../runtime/schema/equality.js';
import { type Operation, successExamples } from './operations.js';

type Fields = Readonly<Record<string, unknown>>;

/** A call without effects: the tool's name and arguments that it should take. */
export interface CallPlan {
  readonly name: string;
  readonly input: Fields;
}

/** A call of an operation. */
export interface RestPlan extends CallPlan {
  readonly operation: Operation;
}

/** Chooses a tool that only reads, and for which arguments can be had; an example of the document comes first. */
export function planTool(tools: readonly Fields[], operations: readonly Operation[]): CallPlan | undefined {
  const plans = tools.filter(isReadOnly).flatMap((tool) => {
    const name = String(tool['name']);
    const examples = operations.filter(({ id }) => id === name).flatMap(successExamples);
    return planOf(name, examples, tool['inputSchema']) ?? [];
  });
  return best(plans);
}

/** Whether a tool says that it only reads. */
export function isReadOnly({ annotations }: Fields): boolean {
  return isRecord(annotations) && annotations['readOnlyHint'] === true && annotations['destructiveHint'] !== true;
}

/** Chooses an operation that only reads. What MCP says of the tool of that name counts too. */
export function planOperation(operations: readonly Operation[], tools: readonly Fields[]): RestPlan | undefined {
  const harmful = new Set(tools.filter((tool) => !isReadOnly(tool)).map(({ name }) => name));
  const plans = operations.filter(reads).flatMap((operation) => {
    if (harmful.has(operation.id) || operation.parameters.length > 0) return [];
    const plan = planOf(operation.id, successExamples(operation), operation.body ?? {});
    return plan === undefined ? [] : [{ ...plan, operation }];
  });
  return best(plans);
}

function reads({ method, consequential }: Operation): boolean {
  return method === 'get' ? consequential !== true : method === 'post' && consequential === false;
}

/** Arguments that say something come before empty ones: they tell more. */
function best<P extends CallPlan>(plans: readonly P[]): P | undefined {
  return plans.find(({ input }) => Object.keys(input).length > 0) ?? plans[0];
}

function planOf(name: string, examples: readonly unknown[], schema: unknown): CallPlan | undefined {
  const own = isRecord(schema) && Array.isArray(schema['examples']) ? schema['examples'] : [];
  const input = [...examples, ...own].find(isRecord) ?? made(schema);
  return input && { name, input };
}

/** Arguments from what a schema gives itself: nothing where nothing is required, else defaults, examples and listed values. */
function made(schema: unknown): Fields | undefined {
  const { required = [], properties = {} } = isRecord(schema) ? schema : {};
  if (!Array.isArray(required) || !isRecord(properties)) return undefined;
  const entries: [string, unknown][] = [];
  for (const name of required) {
    const value = typeof name === 'string' ? givenBy(properties[name]) : undefined;
    if (value === undefined) return undefined;
    entries.push([String(name), value]);
  }
  return Object.fromEntries(entries);
}

function givenBy(schema: unknown): unknown {
  if (!isRecord(schema)) return undefined;
  const { default: preset, const: only, example, examples, enum: values } = schema;
  const firstOf = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);
  return preset ?? only ?? example ?? firstOf(examples) ?? firstOf(values);
}
