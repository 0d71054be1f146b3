import { clientError, languageError, warning } from '../message.js';

/** Limits of the clients on the whole service, effects, and times. */
export const clientCodes = {
  'client/too-many-actions': clientError(
    {
      summary: 'More than 30 tools are exposed to REST.',
      why: 'ChatGPT imports at most 30 operations of a document.',
      fix: "Split the service, or keep some tools from REST with 'expose: [mcp]'.",
      protects: ['ChatGPT'],
    },
    (a: { count: number }) => `${a.count} tools are exposed to REST; ChatGPT imports 30.`,
  ),
  'client/many-actions': warning(
    {
      summary: '25 or more tools are exposed to REST.',
      why: 'ChatGPT imports at most 30 operations, and models choose worse among many.',
      fix: "Plan for the limit: merge tools, split the service, or use 'expose: [mcp]'.",
      protects: ['ChatGPT'],
    },
    (a: { count: number }) => `${a.count} tools are exposed to REST; ChatGPT's limit is 30.`,
  ),
  'client/over-budget': clientError(
    {
      summary: "tools/list is larger than the spec's budget.",
      why: 'Every byte of it is in front of the model in every conversation; the budget is yours.',
      fix: 'Shorten descriptions and outputs of the largest tools, or raise the budget.',
      protects: ['Claude'],
    },
    (a: { bytes: number; budget: number; largest: string }) =>
      `tools/list has ${a.bytes} bytes; the budget is ${a.budget}. The largest: ${a.largest}.`,
  ),
  'client/large-tool-list': warning(
    {
      summary: 'tools/list is larger than 60 kB.',
      why: 'Some 15,000 tokens stand in front of the model in every conversation before anyone says a word.',
      fix: 'Shorten descriptions and outputs of the largest tools, or split the service.',
      protects: ['Claude'],
    },
    (a: { bytes: number; largest: string }) => `tools/list has ${a.bytes} bytes. The largest: ${a.largest}.`,
  ),
  'client/too-slow': clientError(
    {
      summary: 'A timeout of more than 45 seconds.',
      why: 'ChatGPT gives up after 45 s: the work is done, and nobody hears of it.',
      fix: "Set 'timeout: 40s' or less; start long work with one tool and ask for it with another.",
      protects: ['ChatGPT'],
    },
    (a: { seconds: number }) => `A timeout of ${a.seconds} s; ChatGPT gives up after 45 s.`,
  ),
  'client/slow': warning(
    {
      summary: 'A timeout of more than 40 seconds.',
      why: 'ChatGPT gives up after 45 s, the way there and back included.',
      fix: "Set 'timeout: 40s' or less.",
      protects: ['ChatGPT'],
    },
    (a: { seconds: number }) => `A timeout of ${a.seconds} s leaves little of ChatGPT's 45 s.`,
  ),
  'effect/missing': languageError({
    summary: "A tool does not say its 'effect'.",
    why: 'Both clients ask the user, or do not, by the read-only and destructive hints made from it. It is never guessed.',
    fix: "Add 'effect: read', 'effect: write' or 'effect: destructive'.",
    protects: ['ChatGPT', 'Claude'],
  }),
  'effect/confirmed-read': warning({
    summary: 'A tool that only reads asks for confirmation on every call.',
    why: 'People learn to click it away, and then do so where it matters.',
    fix: "Remove 'confirm: always', or correct the effect.",
    protects: ['ChatGPT'],
  }),
  'effect/unconfirmed-destructive': clientError({
    summary: 'A destructive tool runs without confirmation.',
    why: 'ChatGPT would delete, spend or send on a misunderstanding, and could not take it back.',
    fix: "Remove 'confirm: never', or correct the effect.",
    protects: ['ChatGPT'],
  }),
  'effect/verb-mismatch': warning(
    {
      summary: "A tool's name says another effect than its 'effect'.",
      why: 'Clients and people trust the hints; a get_ that writes, or a delete_ that reads, gets a server rejected.',
      fix: 'Rename the tool, or correct its effect.',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { verb: string; effect: string }) => `The name says '${a.verb}', the effect says '${a.effect}'.`,
  ),
  'effect/unsafe-retry': warning({
    summary: 'A tool that changes something is neither idempotent nor has an idempotencyKey.',
    why: 'Clients repeat a call whose answer got lost; the second one would do it all again.',
    fix: "Add 'idempotent: true' where that holds, or an 'idempotencyKey:' that names an input property.",
    protects: ['ChatGPT', 'Claude'],
  }),
  'effect/catch-all': warning(
    {
      summary: 'One tool both reads and writes, by an argument that names the action.',
      why: 'The hints and the confirmation can only fit one of its actions.',
      fix: 'Make it one tool per action.',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { name: string; reads: string; writes: string }) =>
      `'${a.name}' mixes reading ('${a.reads}') and writing ('${a.writes}').`,
  ),
};
