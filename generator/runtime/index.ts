export { createFetch, type FetchApp, type FetchOptions, type RestRouter } from './app.js';
export {
  type AuthSettings,
  type OAuth2Settings,
  type ResolvedAuth,
  resolveAuth,
} from './auth/settings.js';
export type {
  AppOptions,
  AuthContract,
  Caller,
  CallerKind,
  ContentBlock,
  DeclaredErrorContract,
  Effect,
  FailureDetail,
  Handler,
  Json,
  JsonSchema,
  Logger,
  OAuth2Contract,
  RateLimitContract,
  Service,
  SurfaceName,
  ToolContext,
  ToolContract,
  ToolTypes,
} from './contract.js';
export { type Problem, type ToolErrorCode, unavailable } from './errors.js';
export type { RateLimiter } from './rate-limit.js';
export { createRouter, type RestRoutes } from './router.js';
export type { Documents } from './surfaces/discovery/documents.js';
export type { Relay, RelayedMessage, RelayVerdict } from './surfaces/mcp/relay.js';
export { route } from './surfaces/rest/mount.js';
export { createTools, type Runtime, type RuntimeEnv, type Tool } from './tool.js';
export { CallSeries, latencyBounds, type Metrics, type Usage } from './usage.js';
export { createWorker, type Worker, type WorkerOptions } from './worker.js';
