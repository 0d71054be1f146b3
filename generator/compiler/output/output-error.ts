/** A file that can't be written; the message is one line that names it and says what became of the rest. */
export class OutputError extends Error {}

const reasons: { readonly [code: string]: string } = {
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'the permission is missing',
  EPERM: 'the permission is missing',
  ENOTDIR: 'a file is where a folder belongs',
  EEXIST: 'a file is where a folder belongs',
  EISDIR: 'a folder is where a file belongs',
  EXDEV: 'it lies on another file system than the project',
  EMFILE: 'too many files are open',
};

/** What the file system says of a path, in words. */
export function outputError(error: unknown, path: string, consequence: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const reason = reasons[error.code];
  const cause = reason === undefined ? error.message : `${reason} (${error.code})`;
  return new OutputError(`Can't write ${path}: ${cause}. ${consequence}`);
}

/** Whether an error of Node's carries this code, such as ENOENT. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
