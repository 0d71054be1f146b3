/** What the official scenarios ask for that a server of tools without sessions does not have, and why it has not. */
export interface Inapplicable {
  readonly reason: string;
  /** `scenario`, or `scenario:check-id` where all its other checks have to be met. */
  readonly entries: readonly string[];
}

const resources = ['resources-list', 'resources-read-text', 'resources-read-binary', 'resources-templates-read'];

const prompts: Inapplicable = {
  reason: 'diglot serves tools: no prompts, and no completion of their arguments',
  entries: [
    'prompts-list',
    'prompts-get-simple',
    'prompts-get-with-args',
    'prompts-get-embedded-resource',
    'prompts-get-with-image',
    'completion-complete',
  ],
};

const foreignSchema: Inapplicable = {
  reason: 'the tool that is looked for has $defs, if/then/else and allOf at its root, which clients reject',
  entries: ['json-schema-2020-12'],
};

const handshake: readonly Inapplicable[] = [
  {
    reason: 'diglot serves tools: no resources',
    entries: [...resources, 'resources-subscribe', 'resources-unsubscribe'],
  },
  prompts,
  {
    reason: 'a handler asks nothing of the client, neither its model nor its user',
    entries: [
      'tools-call-sampling',
      'tools-call-elicitation',
      'elicitation-sep1034-defaults',
      'elicitation-sep1330-enums',
    ],
  },
  {
    reason: 'there are no sessions, so any replica can answer: without a session id the scenario ends unverified',
    entries: ['server-sse-multiple-streams', 'server-sse-polling'],
  },
  foreignSchema,
];

const stateless: readonly Inapplicable[] = [
  {
    reason: 'diglot serves tools: no resources',
    entries: [
      ...resources,
      'sep-2164-resource-not-found:sep-2164-error-code',
      'sep-2164-resource-not-found:sep-2164-data-uri',
      'caching:sep-2549-resources-list-caching-hints',
      'caching:sep-2549-resources-templates-list-caching-hints',
      'caching:sep-2549-resources-read-caching-hints',
    ],
  },
  { ...prompts, entries: [...prompts.entries, 'caching:sep-2549-prompts-list-caching-hints'] },
  {
    reason: 'a handler asks nothing of the client, so no tool needs a capability of it or answers in rounds',
    entries: [
      'server-stateless:sep-2575-server-rejects-undeclared-capability',
      'server-stateless:sep-2575-missing-capability-http-400',
      'input-required-result-basic-elicitation',
      'input-required-result-basic-sampling',
      'input-required-result-basic-list-roots',
      'input-required-result-request-state',
      'input-required-result-multiple-input-requests',
      'input-required-result-multi-round',
      'input-required-result-missing-input-response',
      'input-required-result-non-tool-request',
      'input-required-result-result-type',
      'input-required-result-tampered-state',
      'input-required-result-capability-check',
      'input-required-result-ignore-extra-params',
    ],
  },
  {
    reason: 'the tools of a running server never change, so no change is announced',
    entries: [
      'server-stateless:sep-2575-server-sends-prompts-list-changed-on-subscription',
      'server-stateless:sep-2575-server-sends-tools-list-changed-on-subscription',
    ],
  },
  {
    reason: 'no extension for tasks',
    entries: [
      'tasks-lifecycle',
      'tasks-capability-negotiation',
      'tasks-wire-fields',
      'tasks-request-state-removal',
      'tasks-mrtr-input',
      'tasks-request-headers',
      'tasks-dispatch-and-envelope',
      'tasks-status-notifications',
      'tasks-required-task-error',
      'tasks-mrtr-composition',
    ],
  },
  foreignSchema,
  { reason: 'no argument is repeated in a header', entries: ['http-custom-header-server-validation'] },
];

/** By what is run: all scenarios of 2025-06-18 and 2025-11-25, or the requirements of one revision. */
export const inapplicable = {
  handshake,
  '2025-11-25': [...handshake, { reason: 'there are no sessions to end', entries: ['server-session-lifecycle'] }],
  '2026-07-28': stateless,
} as const satisfies Readonly<Record<string, readonly Inapplicable[]>>;
