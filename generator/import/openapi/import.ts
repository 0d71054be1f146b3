import { literal } from '../../compiler/emit/text.js';
import type { Effect, Json } from '../../runtime/contract.js';
import type { Operation, Parameter } from '../../upstream/operation.js';
import { type Imported, type ImportedTool, isSelected, type Selection } from '../imported.js';
import { infoOf, toolTexts } from '../info.js';
import { at, listAt, pointer, textAt } from '../json.js';
import { createLosses } from '../losses.js';
import { createToolNames, snake, titleOf } from '../names.js';
import { answerOf } from './answer.js';
import { appText } from './app.js';
import { addBody } from './body.js';
import { createInput, type DocumentAround, type InputParts } from './input.js';
import { type FoundOperation, operationsOf } from './operations.js';
import { addParameters } from './parameters.js';
import { credentialsOf } from './security.js';
import { serverOf } from './server.js';

/** Effects by verb. A POST that only looks something up is for a person to say. */
const effects: Readonly<Record<string, Effect>> = {
  GET: 'read',
  HEAD: 'read',
  OPTIONS: 'read',
  TRACE: 'read',
  DELETE: 'destructive',
};
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/**
 * Reads an OpenAPI 3.0 or 3.1 document into tools that forward to the API. `source` is where it came from, for relative
 * addresses of the API. Total: any JSON value gives tools and losses.
 */
export function importOpenapi(
  root: unknown,
  { selection, source }: { readonly selection: Selection; readonly source: string },
): Imported {
  const { lose, all } = createLosses();
  const around = { root, lose };
  const nameFor = createToolNames();
  const tools = operationsOf(root).flatMap((operation) => {
    const own = operation.tags.map((tag) => tag.toLowerCase());
    const wishes = [
      ...(operation.id === undefined ? [] : [operation.id]),
      pathName(operation),
      operation.method.toLowerCase(),
    ];
    const names = [...(operation.id === undefined ? [] : [operation.id]), snake(operation.id ?? pathName(operation))];
    if (!isSelected(selection, names, own)) return [];
    return toolOf(operation, () => nameFor(wishes), around) ?? [];
  });
  const credentials = credentialsOf(around);
  const url = serverOf(root, source);
  const info = infoOf({ info: at(root, 'info'), at: '/info', contact: at(at(root, 'info'), 'contact') }, lose);
  return {
    info,
    tools,
    app: appText({ url, credentials }),
    dependencies: {},
    variables: {
      UPSTREAM_URL:
        url === undefined ? 'where the API is; the document does not say' : `where the API is, instead of ${url}`,
      ...Object.fromEntries(
        credentials.map(({ variable, in: where, name }) => [variable, `sent as the ${where} ${name}`]),
      ),
    },
    losses: all(),
  };
}

/** `GET /pets/{petId}/toys` as a name: get_pets_by_pet_id_toys. */
function pathName({ method, path }: FoundOperation): string {
  return `${method.toLowerCase()}_${path.slice(0, 300).replace(/\{([^{}]*)\}/g, 'by_$1')}`;
}

function toolOf(operation: FoundOperation, nameIt: () => string, around: DocumentAround): ImportedTool | undefined {
  const { lose } = around;
  const { method, path, written, at: place } = operation;
  const parts = createInput();
  if (method === 'TRACE' || !addParameters(operation, parts, around)) {
    lose('tool/left-out', place, method === 'TRACE' ? 'TRACE' : 'a required parameter can not be sent');
    return undefined;
  }
  addBody(operation, parts, around);
  const { output, answer } = answerOf(operation, around);
  const name = nameIt();
  if (operation.id !== undefined && operation.id !== name)
    lose('tool/renamed', pointer(place, 'operationId'), `${operation.id} is ${name}`);
  const call = {
    method,
    path,
    ...parametersOf(parts),
    ...(parts.body && { body: parts.body }),
    answer,
  } satisfies Operation;
  const forwards = `${method} ${path}`;
  const effect = effects[method] ?? 'write';
  lose('review/effect', place, `${effect}, since it is ${method}`);
  return {
    name,
    ...toolTexts(
      {
        short: textAt(written, 'summary'),
        long: textAt(written, 'description'),
        fallback: {
          title: titleOf(name).slice(0, 60),
          description: `Calls ${snake(path).replaceAll('_', ' ').slice(0, 150)} of the API by ${method}.`,
        },
        at: place,
      },
      lose,
    ),
    effect,
    because: `guessed from ${method}: review`,
    idempotent: repeatable.has(method),
    openWorld: false,
    input: parts.schema(),
    output,
    tags: operation.tags,
    isDeprecated: at(written, 'deprecated') === true,
    at: place,
    forwards,
    // Plain data of strings and booleans.
    call: `ctx.app.upstream.send(ctx, input, ${literal(call as unknown as Json, 2)})`,
  };
}

function parametersOf({ parameters }: InputParts): { readonly parameters?: Readonly<Record<string, Parameter>> } {
  const entries = Object.entries(parameters).map(([argument, { wireName, ...rest }]) => [
    argument,
    { ...rest, ...(wireName !== argument && { name: wireName }) },
  ]);
  return entries.length === 0 ? {} : { parameters: Object.fromEntries(entries) };
}

/** How many operations each tag has, most first; fit for a terminal. */
export function tagCounts(root: unknown): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { tags } of operationsOf(root))
    for (const tag of new Set(tags.map((each) => each.replace(/\p{C}+/gu, ' '))))
      counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}

/** Why a document is none that can be imported, and what to do; undefined where it can. */
export function documentProblem(root: unknown): string | undefined {
  const swagger = at(root, 'swagger');
  if (swagger !== undefined) {
    return `This is Swagger ${String(swagger).slice(0, 10)}. Convert it first: npx swagger2openapi --outfile openapi.json <file>`;
  }
  const version = at(root, 'openapi');
  if (typeof version !== 'string' || !/^3\.[01](\.|$)/.test(version)) {
    const asked = at(root, 'asyncapi') === undefined ? '' : ' It is an AsyncAPI document.';
    return `This is no OpenAPI document of version 3.0 or 3.1: 'openapi' is ${JSON.stringify(version)?.slice(0, 40) ?? 'missing'}.${asked}`;
  }
  if (operationsOf(root).length === 0)
    return `The document has no operation under 'paths'${listAt(root, 'paths').length > 0 ? ', which is a list' : ''}.`;
  return undefined;
}
