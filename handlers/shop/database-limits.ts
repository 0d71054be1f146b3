/** How long the shop waits for its database before it answers that it is unavailable. In milliseconds. */
export const limits = {
  /** For a connection, be it a new one or the turn to use one. */
  connectionMs: 10_000,
  /** For a lock that another transaction holds. */
  lockMs: 5_000,
  /** For one statement, as the server counts. */
  statementMs: 8_000,
  /** For the answer to one statement, when the server no longer counts. */
  answerMs: 10_000,
  /** For the next statement of a transaction, before the server ends it. */
  idleTransactionMs: 30_000,
  /** Connections of one process. */
  connections: 10,
} as const;
