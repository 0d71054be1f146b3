import type { ChildProcess } from 'node:child_process';

const startTimeoutMs = 30_000;

/** Waits for the first group of `pattern` in what the process prints. */
export async function readUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(
      () => reject(new Error(`no greeting within ${startTimeoutMs} ms:\n${printed}`)),
      startTimeoutMs,
    );
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      const found = pattern.exec(printed)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with code ${code}`));
    });
  });
}
