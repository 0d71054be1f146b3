import { contractEmitter } from './contract/contract.js';
import type { PrintTypes } from './contract/render-types.js';
import type { Emitter } from './emitter.js';
import { handlersEmitter } from './handlers/handlers.js';
import { mcpEmitter } from './mcp/mcp.js';
import { mcpbEmitter } from './mcpb/mcpb.js';
import { openapiEmitter } from './openapi/openapi.js';
import { parityEmitter } from './parity/parity.js';
import { pluginEmitter } from './plugin/plugin.js';
import { routerEmitter } from './router/router.js';
import { toolsEmitter } from './tools/tools.js';

/** Every emitter; a new one is a folder and a line here. */
export const emitters = (printTypes: PrintTypes): readonly Emitter[] => [
  openapiEmitter,
  pluginEmitter,
  mcpEmitter,
  mcpbEmitter,
  contractEmitter(printTypes),
  toolsEmitter,
  routerEmitter,
  parityEmitter,
  handlersEmitter,
];
