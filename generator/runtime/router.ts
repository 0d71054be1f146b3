import { Hono } from 'hono';
import type { Schema } from 'hono/types';
import type { ClientErrorStatusCode, ServerErrorStatusCode } from 'hono/utils/http-status';
import type { ContentBlock, ToolTypes } from './contract.js';
import type { Problem } from './errors.js';
import { brokenRoute, noRoute } from './surfaces/rest/errors.js';
import type { RuntimeEnv } from './tool.js';

/** What REST answers with: the output itself, or content blocks in an object. */
type RestOutput<Output> = Output extends readonly ContentBlock[] ? { content: Output } : Output;

/**
 * The type of the REST surface for Hono's client `hc`, mapped from the tools: `response.ok` tells the output from a
 * problem document. A type inferred from a chain of hundreds of routes would be more than tsc can take.
 */
export type RestRoutes<Tools extends { [Name in keyof Tools]: ToolTypes }> = {
  [Name in keyof Tools & string as `/tools/${Name}`]: {
    $post: {
      input: { json: Tools[Name]['arguments'] };
      outputFormat: 'json';
    } & (
      | { output: RestOutput<Tools[Name]['output']>; status: 200 }
      | { output: Problem; status: ClientErrorStatusCode | ServerErrorStatusCode }
    );
  };
};

/** An empty router of that type; generated/router.ts adds the routes. It runs inside `createFetch`. */
export function createRouter<Routes extends Schema>(): Hono<RuntimeEnv, Routes, '/'> {
  const router = new Hono<RuntimeEnv, Routes, '/'>();
  router.notFound((c) => noRoute(c.env, c.req.path));
  router.onError((error, c) => brokenRoute(c.env, error));
  return router;
}
