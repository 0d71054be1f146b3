export { createTestContext } from './context.js';
export { describeParity, type ParityExample, type ParityOptions } from './parity.js';
