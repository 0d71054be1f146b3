/** Who meets a change: programs that call REST, MCP clients, ChatGPT's imported actions, authors of handlers, the models. */
export const audiences = ['rest', 'mcp', 'chatgpt', 'handlers', 'models'] as const;
export type Audience = (typeof audiences)[number];

/** What a change asks of info.version (Semantic Versioning 2.0.0). `major` breaks a caller that worked. */
export const severities = ['major', 'minor', 'patch'] as const;
export type Severity = (typeof severities)[number];

/** What one kind of change means. */
export interface ChangePage {
  readonly severity: Severity;
  /** What changed, in one sentence. */
  readonly summary: string;
  /** What it means for each audience that meets it. */
  readonly means: Readonly<Partial<Record<Audience, string>>>;
}

const page =
  (severity: Severity) =>
  (summary: string, means: ChangePage['means']): ChangePage => ({ severity, summary, means });

export const major = page('major');
export const minor = page('minor');
export const patch = page('patch');

/** What most changes ask of ChatGPT's actions, which keep a copy of the document. */
export const importAgain = 'The imported document is out of date: import it again.';
/** What a list of tools that was read before the change leads to. */
export const listAgain = 'Calls made from a cached tools/list are refused until the client lists the tools again.';
/** An answer that a client holds against the output schema it has. */
export const oldSchemaRefuses = 'Clients that hold results against a cached outputSchema refuse them.';
