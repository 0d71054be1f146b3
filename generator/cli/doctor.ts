import colors from 'picocolors';
import type { Env } from '../node/settings.js';
import { type Facts, visit } from './doctor/facts.js';
import type { GivenToken } from './doctor/gather/token.js';
import { type Paint, printReport, type Report, reportOf } from './doctor/print.js';
import { type ClientName, examine } from './doctor/sections/index.js';
import { createWire, type Limits, usualLimits } from './doctor/wire.js';
import { cleaner, quote } from './doctor/words.js';
import { CommandError, exitCode } from './exit.js';
import type { PlainFormat } from './formats.js';
import { printJson, say } from './output.js';

export interface DoctorOptions {
  readonly token?: string;
  readonly client?: ClientName;
  readonly format: PlainFormat;
}

/** How long a visit goes on before it says what it does. */
const quietMs = 1000;

/** `diglot doctor`: looks at a running server as each client would, and prints the check-list. Resolves to the exit code. */
export async function runDoctor(url: string, { format, ...options }: DoctorOptions, env: Env): Promise<number> {
  let isQuiet = true;
  let step = 'starting';
  const loud = setTimeout(() => {
    isQuiet = false;
    say(`Still ${step} ...`);
  }, quietMs);
  const onStep = (next: string) => {
    step = next;
    if (!isQuiet) say(`Now ${step} ...`);
  };
  let report: Report;
  try {
    report = await diagnose(url, { ...options, given: tokenOf(options.token, env), onStep });
  } finally {
    clearTimeout(loud);
  }
  if (format === 'json') printJson(report);
  else process.stdout.write(printReport(report, paint));
  return report.ok ? exitCode.done : exitCode.refused;
}

export interface DiagnoseOptions {
  readonly given: GivenToken | undefined;
  readonly client?: ClientName;
  readonly limits?: Limits;
  onStep?(step: string): void;
}

/** The report on the server behind any one of its URLs. Throws CommandError for what is no URL. */
export async function diagnose(url: string, options: DiagnoseOptions): Promise<Report> {
  const { given: token, client, limits = usualLimits, onStep = () => {} } = options;
  const given = urlOf(url);
  const facts: Facts = await visit({ given, token, wire: createWire(limits), onStep });
  const clean = cleaner(facts.token.text);
  return reportOf(clean(given.href), examine(facts, { client, clean }));
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?(\/\S*)?$/i.test(text);
  const example = `Write it like this: npx diglot doctor ${bare ? `http://${quote(text)}` : 'https://shop.example.com'}`;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new CommandError(`'${cleaner(undefined)(quote(text))}' is no http or https URL. ${example}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new CommandError(`Leave user name and password out of the URL: no client sends them. ${example}`);
  }
  url.hash = '';
  return url;
}

function tokenOf(option: string | undefined, env: Env): GivenToken | undefined {
  const [text, source] = option === undefined ? [env['DIGLOT_TOKEN'], 'of DIGLOT_TOKEN'] : [option, 'of --token'];
  if (text === undefined || text === '') return undefined;
  // Whatever else can't be a header.
  if (!/^[\x21-\x7e]+$/.test(text))
    throw new CommandError(`The token ${source} has blanks or line ends in it: copy it again.`);
  return { text, source };
}

const paints = { pass: colors.green, warn: colors.yellow, fail: colors.red, skip: colors.dim, heading: colors.bold };
const paint: Paint = (status, text) => paints[status](text);
