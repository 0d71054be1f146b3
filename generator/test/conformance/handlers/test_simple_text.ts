import type { Handlers } from '../generated/contract.js';

/** Answers with one text block. */
export const testSimpleText: Handlers['test_simple_text'] = () => [
  { type: 'text', text: 'This is a simple text response for testing.' },
];
