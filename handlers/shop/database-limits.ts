/**
 * How long the shop waits for its database before it answers that it is unavailable, in milliseconds. Each is shorter
 * than the time that a tool has, so that callers hear the reason.
 */
export const limits = {
  /** For a connection, be it a new one or the turn to use one. */
  connectionMs: 8_000,
  /** For a lock that another transaction holds. */
  lockMs: 2_500,
  /** For one statement, as the server counts. */
  statementMs: 6_000,
  /** For the answer to one statement, when the server no longer counts. */
  answerMs: 7_000,
  /** For the next statement of a transaction, before the server ends it. */
  idleTransactionMs: 30_000,
  /** Connections of one process. */
  connections: 10,
} as const;
