import { setTimeout } from 'node:timers/promises';

const onePixelPng = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

/** What handlers get as `ctx.app`. */
export interface App {
  /** A PNG, base64. */
  readonly image: string;
  /** The time between two steps of a tool that takes several: the official scenarios ask for about 50 ms. */
  pause(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** There is nothing to open. */
export async function createApp(): Promise<App> {
  return {
    image: onePixelPng,
    pause: (signal) => setTimeout(50, undefined, { signal }),
    close: async () => {},
  };
}
