import { createProject } from '../project.js';
import { report } from './report.js';
import { startProject } from './start-project.js';

// The real server, without sign-in and without a database.

report({ port: await startProject(createProject(Number(process.argv[2] ?? 6))) });
