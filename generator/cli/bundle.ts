import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { counted } from '../compiler/diagnostics/counted.js';
import { build } from './build.js';
import { archiveOf, type BundleFiles, writeWhole } from './bundle/archive.js';
import { packagesOf } from './bundle/packages.js';
import { projectFiles } from './bundle/project-files.js';
import { CommandError, exitCode } from './exit.js';
import { say } from './output.js';

export interface BundleOptions {
  /** Project folder. */
  readonly root: string;
  /** The file to write, from the working folder; by default `<name>-<version>.mcpb` in the project. */
  readonly out?: string;
}

const manifestPath = 'generated/mcpb.json';

/**
 * `diglot bundle`: packs the built project with the packages it needs as an extension of Claude Desktop. Drift is told in
 * one line, and ends it. The same sources give the same bytes. Resolves to the exit code.
 */
export async function runBundle({ root, out }: BundleOptions): Promise<number> {
  const folder = resolve(root);
  if (out !== undefined && !out.endsWith('.mcpb')) {
    throw new CommandError(
      `${out} does not end in .mcpb, by which Claude Desktop knows it. Run: npx diglot bundle --out ${out}.mcpb`,
    );
  }
  const staged = mkdtempSync(join(tmpdir(), 'diglot-bundle-'));
  try {
    say('Building ...');
    const built = await build({ root, out: staged });
    if (built !== exitCode.done) return built;
    say('Packing ...');
    const server = projectFiles(folder, staged);
    const files = { ...server, ...packagesOf(folder, server) };
    const manifest = readBundleManifest(folder);
    if (manifest.tools.length === 0) {
      throw new CommandError(
        'No tool is exposed to mcp. Name it in a tool of spec/tools.yaml, then run: npm run generate',
      );
    }
    const isNative = Object.keys(files).some((path) => path.endsWith('.node'));
    const bytes = archiveOf({ 'manifest.json': textOf(manifest, isNative), ...files });
    const target = out === undefined ? join(folder, `${manifest.name}-${manifest.version}.mcpb`) : resolve(out);
    writeWhole(target, bytes);
    report({ target, bytes, files, manifest, isNative });
    return exitCode.done;
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/** What of mcpb.json is used here; the drift check has held the file to the spec. */
interface BundleManifest {
  readonly name: string;
  readonly version: string;
  readonly tools: readonly { readonly name: string }[];
  readonly compatibility: object;
}

function readBundleManifest(folder: string): BundleManifest {
  return JSON.parse(readFileSync(join(folder, manifestPath), 'utf8')) as BundleManifest;
}

/** With native code it runs only where it was packed. */
function textOf(manifest: BundleManifest, isNative: boolean): Uint8Array {
  const compatibility = { ...manifest.compatibility, ...(isNative && { platforms: [process.platform] }) };
  return new TextEncoder().encode(`${JSON.stringify({ ...manifest, compatibility }, null, 2)}\n`);
}

interface Packed {
  readonly target: string;
  readonly bytes: Uint8Array;
  readonly files: BundleFiles;
  readonly manifest: BundleManifest;
  readonly isNative: boolean;
}

function report({ target, bytes, files, manifest, isNative }: Packed): void {
  const kilobytes = Math.ceil(bytes.length / 1000).toLocaleString('en');
  const count = Object.keys(files).length + 1;
  const names = manifest.tools.map(({ name }) => name).join(', ');
  const place = relative(process.cwd(), target);
  const only = isNative
    ? `\nIt holds native code, for ${process.platform} ${process.arch} alone: pack it on each kind of computer.`
    : '';
  process.stdout.write(`${place.startsWith('..') ? target : place}: ${kilobytes} kB, ${counted(count, 'file')}, ${counted(manifest.tools.length, 'tool')} (${names})${only}
Install it by a double click, or in Claude Desktop: Settings > Extensions > Advanced settings > Install Extension.
`);
}
