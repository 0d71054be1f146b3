import { Hono } from 'hono';
import type { BlankEnv, Schema } from 'hono/types';
import type { ToolTypes } from './contract.js';
import type { Runtime } from './tool.js';

/** The variables that every request carries through Hono. */
export interface RuntimeEnv extends BlankEnv {
  Variables: { runtime: Runtime };
}

/**
 * The type of the REST surface for Hono's client `hc`, mapped from the tools. A type inferred from a chain of
 * hundreds of routes would be more than tsc can take.
 */
export type RestRoutes<Tools extends { [Name in keyof Tools]: ToolTypes }> = {
  [Name in keyof Tools & string as `/tools/${Name}`]: {
    $post: {
      input: { json: Tools[Name]['arguments'] };
      output: Tools[Name]['output'];
      outputFormat: 'json';
      status: 200;
    };
  };
};

/** An empty router of that type; generated/router.ts adds the routes. */
export function createRouter<Routes extends Schema>(): Hono<RuntimeEnv, Routes, '/'> {
  return new Hono<RuntimeEnv, Routes, '/'>();
}
