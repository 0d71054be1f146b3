import { readFileSync } from 'node:fs';
import { holdProject } from '../../compiler/output/disk.js';

// Holds the project that it is started in and carries out the steps of a file; without one it only holds it.

const [file] = process.argv.slice(2);
const hold = await holdProject(process.cwd(), () => {});
if (file !== undefined) hold.write(JSON.parse(readFileSync(file, 'utf8')));
hold.release();
