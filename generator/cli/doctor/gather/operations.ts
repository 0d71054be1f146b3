import { isRecord } from '../../../runtime/schema/equality.js';

type Fields = Readonly<Record<string, unknown>>;

/** One operation of an OpenAPI document. */
export interface Operation {
  /** `POST /tools/search`. */
  readonly place: string;
  readonly path: string;
  readonly method: string;
  /** The operationId, empty without one. */
  readonly id: string;
  readonly fields: Fields;
  /** Those of the path included; references are left as they are. */
  readonly parameters: readonly unknown[];
  /** The schema of a JSON body. */
  readonly body: unknown;
  readonly consequential: unknown;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations of a document, in its order. */
export function operationsOf(document: Fields | undefined): readonly Operation[] {
  const paths = document?.['paths'];
  if (!isRecord(paths)) return [];
  return Object.entries(paths).flatMap(([path, item]) => {
    if (!isRecord(item)) return [];
    return methods.flatMap((method) => {
      const fields = item[method];
      return isRecord(fields) ? [operationOf(fields, { path, method, shared: item['parameters'] })] : [];
    });
  });
}

function operationOf(
  fields: Fields,
  { path, method, shared }: { readonly path: string; readonly method: string; readonly shared: unknown },
): Operation {
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  return {
    place: `${method.toUpperCase()} ${path}`,
    path,
    method,
    id: typeof fields['operationId'] === 'string' ? fields['operationId'] : '',
    fields,
    parameters: [...list(shared), ...list(fields['parameters'])],
    body: at(fields, 'requestBody', 'content', 'application/json', 'schema'),
    consequential: fields['x-openai-isConsequential'],
  };
}

/** What stands at a path of keys, undefined where nothing does. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (found, key) => (isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined),
    value,
  );
}

/** The examples of a request; those that have a successful answer under the same name come first. */
export function successExamples({ fields }: Operation): readonly unknown[] {
  const body = at(fields, 'requestBody', 'content', 'application/json');
  const named = at(body, 'examples');
  const answered = at(fields, 'responses', '200', 'content', 'application/json', 'examples');
  const entries = isRecord(named) ? Object.entries(named) : [];
  const isAnswered = ([name]: readonly [string, unknown]) => isRecord(answered) && Object.hasOwn(answered, name);
  const sorted = entries.toSorted((a, b) => Number(isAnswered(b)) - Number(isAnswered(a)));
  return [...sorted.map(([, example]) => at(example, 'value')), at(body, 'example')].filter(
    (each) => each !== undefined,
  );
}

/** The names of the security schemes that an operation asks for, undefined where anybody may call. */
export function securityOf(document: Fields, { fields }: Pick<Operation, 'fields'>): readonly string[] | undefined {
  const asked = fields['security'] ?? document['security'];
  const names = Array.isArray(asked) ? asked.filter(isRecord).flatMap((each) => Object.keys(each)) : [];
  return names.length === 0 ? undefined : [...new Set(names)];
}
