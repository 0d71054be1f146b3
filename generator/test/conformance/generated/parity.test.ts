// Generated from spec/tools.yaml. Do not edit: npm run generate.
import { describeParity } from 'diglot/testing';
import { createApp } from '../handlers/app.js';
import { router } from './router.js';
import { service, tools } from './tools.js';

/** The examples of the spec, to be called over every surface: npm test. */
describeParity({ service, tools, router, createApp, folder: import.meta.dirname, examples: {} });
