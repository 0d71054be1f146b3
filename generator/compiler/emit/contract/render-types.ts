import { createRequire } from 'node:module';
import type { astToString, GlobalContext, resolveRef, transformSchema } from 'openapi-typescript';
import type { JsonObject } from '../../schema/lower.js';

/** Makes TypeScript of a document of components. */
export type PrintTypes = (document: JsonObject) => string;

/** The file that this code runs from: whoever keeps its types does so for this very text. */
export const renderer = import.meta.url;

/** The parts of openapi-typescript that make and print types. */
interface Library {
  readonly transformSchema: typeof transformSchema;
  readonly resolveRef: typeof resolveRef;
  readonly astToString: typeof astToString;
}

/**
 * openapi-typescript's rendering of a document. The library's entry lints and bundles it first, for which it loads the
 * whole of redocly: both take longer than the types. A document of ours has local references only, and all of them lead
 * somewhere, so the types are what the entry gives (a test compares them).
 */
export function renderTypes(document: JsonObject): string {
  const { transformSchema, resolveRef, astToString } = loadLibrary();
  const context: Omit<GlobalContext, 'redoc'> = {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false,
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: false,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: undefined,
    transformProperty: undefined,
    resolve: (reference) => resolveRef(document, reference, { silent: true }),
  };
  // What makes types never looks at the settings of redocly. Our document is built from the standard as plain JSON.
  return astToString(transformSchema(document as never, context as GlobalContext));
}

/**
 * By require, since the loader of ES modules searches the TypeScript compiler's nine megabytes for the names it exports.
 * Loaded only here, as late as can be. The version of the library is pinned, and so are its files.
 */
function loadLibrary(): Library {
  const require = createRequire(import.meta.url);
  const { resolveRef } = require('openapi-typescript/dist/lib/utils.cjs');
  const { astToString } = require('openapi-typescript/dist/lib/ts.cjs');
  return { transformSchema: require('openapi-typescript/dist/transform/index.cjs'), resolveRef, astToString };
}
