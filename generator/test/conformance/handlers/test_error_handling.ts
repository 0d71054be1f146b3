import type { Handlers } from '../generated/contract.js';

/** Fails on every call with an error it does not declare: callers are told so in words that give nothing away. */
export const testErrorHandling: Handlers['test_error_handling'] = () => {
  throw new Error('This tool intentionally returns an error for testing');
};
