import { runInThisContext } from 'node:vm';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import ts from 'typescript';
import { generate } from '../../compiler/index.js';
import type { Json, Service } from '../../runtime/contract.js';
import { createTools, type Tool } from '../../runtime/tool.js';
import { fromOpenApi30 } from './openapi-30.js';
import { type SpecParts, specText, toolName } from './spec-text.js';

/**
 * The four places that judge a value at run time, or that clients judge it by; and `written`, the schema as the spec has
 * it, so that what all four have lost is missed.
 */
export const validators = ['runtime', 'mcp', 'openapi31', 'openapi30', 'written'] as const;
export type ValidatorName = (typeof validators)[number];

type Accepts = (value: unknown) => boolean;
export type Verdicts = Readonly<Record<ValidatorName, Accepts>>;

/** One tool of a generated spec. */
export interface Judged {
  readonly tool: Tool;
  readonly input: Verdicts;
  readonly output: Verdicts;
}

/** A spec gone through the compiler. */
export type Compiled =
  | {
      readonly ok: true;
      readonly service: Service;
      readonly tools: readonly Judged[];
      file(path: string): string;
    }
  | { readonly ok: false; readonly codes: readonly string[]; readonly problems: string };

/** Compiles a spec and builds the validators of every tool from the emitted files, and from nothing else. */
export async function compileSpec(parts: SpecParts): Promise<Compiled> {
  const generated = await generate({ path: 'spec/tools.yaml', text: specText(parts) });
  if (!generated.ok) {
    const errors = generated.diagnostics.filter(({ severity }) => severity === 'error');
    return { ok: false, codes: errors.map(({ code }) => code), problems: JSON.stringify(errors) };
  }
  const texts = new Map(generated.files.map(({ path, content }) => [path, content]));
  const file = (path: string) => texts.get(path) ?? '';
  const service = serviceIn(file('generated/tools.ts'));
  const tools = createTools(service, Object.fromEntries(Object.keys(service.tools).map((name) => [name, () => ({})])));
  const documents: Documents = {
    mcp: JSON.parse(file('generated/mcp.json')),
    openapi31: JSON.parse(file('generated/openapi-3.1.json')),
    openapi30: JSON.parse(file('generated/openapi.json')),
  };
  const judged = parts.tools.map((written, index): Judged => {
    const tool = tools[toolName(index)];
    if (tool === undefined) throw new Error(`no ${toolName(index)}`);
    const { schemas } = parts;
    return {
      tool,
      input: {
        ...verdicts(tool, 'input', documents),
        written: asWritten({ ...closed(written.input, schemas), schemas }),
      },
      output: { ...verdicts(tool, 'output', documents), written: asWritten({ ...written.output, schemas }) },
    };
  });
  return { ok: true, service, tools: judged, file };
}

/** The contract as the emitted text of generated/tools.ts holds it: what the module would export as `service`. */
export function serviceIn(text: string): Service {
  const source = ts.createSourceFile('tools.ts', text, ts.ScriptTarget.ES2022, true);
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const [declared] = statement.declarationList.declarations;
    if (declared?.name.getText() !== 'service' || declared.initializer === undefined) continue;
    const { outputText } = ts.transpileModule(`(${declared.initializer.getText()})`, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    // What the compiler emitted; the type is the one that the emitted file declares for it.
    return runInThisContext(outputText) as Service;
  }
  throw new Error('tools.ts has no service');
}

interface Fields {
  readonly [key: string]: Json;
}

interface OpenApi {
  readonly paths: {
    readonly [path: string]: {
      readonly post: {
        readonly requestBody: { readonly content: Content };
        readonly responses: { readonly 200: { readonly content: Content } };
      };
    };
  };
  readonly components: { readonly schemas: Fields };
}

interface Content {
  readonly 'application/json': { readonly schema: Fields };
}

interface Documents {
  readonly mcp: {
    readonly tools: readonly { readonly name: string; readonly inputSchema: Fields; readonly outputSchema: Fields }[];
  };
  readonly openapi31: OpenApi;
  readonly openapi30: OpenApi;
}

type Emitted = Omit<Verdicts, 'written'>;

function verdicts({ name, ...tool }: Tool, side: 'input' | 'output', documents: Documents): Emitted {
  const validate = side === 'input' ? tool.validateInput : tool.validateOutput;
  const listed = documents.mcp.tools.find((each) => each.name === name);
  if (validate === undefined || listed === undefined) throw new Error(`${name} is not listed`);
  return {
    runtime: (value) => validate(value).length === 0,
    mcp: ajvFor(side === 'input' ? listed.inputSchema : listed.outputSchema),
    openapi31: ajvFor(withComponents(documents.openapi31, schemaOf(documents.openapi31, name, side), (same) => same)),
    openapi30: ajvFor(withComponents(documents.openapi30, schemaOf(documents.openapi30, name, side), fromOpenApi30)),
  };
}

function schemaOf({ paths }: OpenApi, name: string, side: 'input' | 'output'): Fields {
  const operation = paths[`/tools/${name}`]?.post;
  const content = side === 'input' ? operation?.requestBody.content : operation?.responses[200].content;
  if (content === undefined) throw new Error(`no operation ${name}`);
  return content['application/json'].schema;
}

function withComponents({ components }: OpenApi, schema: Fields, read: (schema: Fields) => Fields): Fields {
  const schemas = Object.entries(components.schemas).map(([name, each]) => [name, read(each as Fields)] as const);
  return { ...read(schema), components: { schemas: Object.fromEntries(schemas) } };
}

/** Input is closed unless it says otherwise. */
function closed(input: object, schemas: SpecParts['schemas']): object {
  const name = '$ref' in input ? String(input.$ref).replace('#/schemas/', '') : undefined;
  const target = name === undefined ? input : schemas[name];
  if (typeof target !== 'object' || target === null) throw new Error(`nothing at ${name}`);
  return { additionalProperties: false, ...target };
}

function asWritten(schema: object): Accepts {
  // Compiled when first asked: the tests of types never ask.
  let accepts: Accepts | undefined;
  return (value) => {
    accepts ??= ajvFor(schema);
    return accepts(value);
  };
}

/** Ajv as an outsider uses it; a keyword it does not know is an error. */
export function ajvFor(schema: object): Accepts {
  const ajv = new Ajv2020({
    strict: false,
    strictSchema: true,
    ownProperties: true,
    logger: false,
    validateSchema: true,
  });
  addFormats.default(ajv);
  ajv.addVocabulary(['components', 'schemas']);
  const accepts = ajv.compile(schema);
  return (value) => accepts(value) === true;
}
