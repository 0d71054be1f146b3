export { describeParity, type ParityExample, type ParityOptions } from './parity.js';
