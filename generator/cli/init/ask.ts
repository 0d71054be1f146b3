import { createInterface } from 'node:readline/promises';
import { CommandError, exitCode } from '../exit.js';
import { type AuthKind, authKinds, authMeanings } from './auth.js';
import { nameProblem } from './name.js';

/** What a project is made from. */
export interface Answers {
  readonly name: string;
  readonly auth: AuthKind;
}

/** Where questions go and answers come from. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

interface Question<T> {
  readonly text: string;
  /** Taken for an empty line. */
  readonly otherwise: string;
  /** The answer that a line is, or what is wrong with it. */
  read(line: string): { readonly answer: T } | { readonly problem: string };
}

/**
 * Asks for what is not given yet, again where an answer can't be taken. Throws CommandError where the input ends first, with
 * the exit code of an interrupt where that was Ctrl-C.
 */
export async function ask(given: Partial<Answers>, otherwise: Answers, { input, output }: Terminal): Promise<Answers> {
  const lines = createInterface({ input, output });
  // Keeps what is typed or pasted ahead of its question.
  const typed = lines[Symbol.asyncIterator]();
  let isOpen = true;
  lines.once('close', () => {
    isOpen = false;
  });
  let code: number = exitCode.refused;
  lines.once('SIGINT', () => {
    code = exitCode.interrupted;
    lines.close();
  });
  const answerTo = async <T>({ text, otherwise: fallback, read }: Question<T>): Promise<T> => {
    for (;;) {
      lines.setPrompt(`${text} (${fallback}) `);
      // It would take the input up again, for nobody.
      if (isOpen) lines.prompt();
      const line = await typed.next();
      if (line.done === true) throw new CommandError('\nNothing was written. Run again: npx diglot init', code);
      const found = read(line.value.trim() || fallback);
      if ('answer' in found) return found.answer;
      output.write(`${found.problem}\n`);
    }
  };
  try {
    const name = given.name ?? (await answerTo(nameQuestion(otherwise.name)));
    return { name, auth: given.auth ?? (await answerTo(authQuestion(otherwise.auth))) };
  } finally {
    lines.close();
  }
}

function nameQuestion(otherwise: string): Question<string> {
  return {
    text: 'Name?',
    otherwise,
    read(line) {
      const problem = nameProblem(line);
      return problem === undefined ? { answer: line } : { problem };
    },
  };
}

function authQuestion(otherwise: AuthKind): Question<AuthKind> {
  const meanings = authKinds.map((kind) => `  ${kind.padEnd(6)} ${authMeanings[kind]}\n`).join('');
  return {
    text: `How do callers sign in?\n${meanings}Sign-in?`,
    otherwise,
    read(line) {
      const answer = authKinds.find((kind) => kind === line);
      return answer === undefined ? { problem: `Answer one of: ${authKinds.join(', ')}` } : { answer };
    },
  };
}
