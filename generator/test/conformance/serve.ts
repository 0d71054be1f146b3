import { runServer } from 'diglot/node';
import { router } from './generated/router.js';
import { service, tools } from './generated/tools.js';
import { createApp } from './handlers/app.js';

await runServer({ service, tools, router, createApp });
