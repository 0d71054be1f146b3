export type { Credential } from './credentials.js';
export { createHttpUpstream, type HttpUpstream, type HttpUpstreamOptions } from './http.js';
export type { Answer, Body, Operation, Parameter, UpstreamError } from './operation.js';
