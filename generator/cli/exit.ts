/** Exit codes of every command. `interrupted` is what shells give for Ctrl-C: 128, and 2 for SIGINT. */
export const exitCode = { done: 0, refused: 1, badSpec: 2, breaking: 3, ourFault: 70, interrupted: 130 } as const;

/** A command that could not do its work; the message is one line that names the next step. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, code: number = exitCode.refused) {
    super(message);
    this.exitCode = code;
  }
}
