/** The build of recheck without native helpers: the same verdict on every machine. */
declare module 'recheck/lib/browser.js' {
  export { checkSync } from 'recheck';
}
