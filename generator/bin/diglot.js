#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// What V8 made of the modules, the TypeScript compiler above all, is kept for the next run: from Node 22.8 on that saves
// a third of a small one. It lies in the package's own folder, where only those can write who can write this file.
module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
await import('../dist/cli/start.js');
