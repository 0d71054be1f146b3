import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { FetchApp } from '../runtime/app.js';

/** What node:http calls for each request to the app. */
export function listenerOf(app: Pick<FetchApp, 'fetch'>): RequestListener {
  const listener = getRequestListener((request, { outgoing }) => app.fetch(request, outgoing));
  return (incoming, outgoing) => void listener(incoming, outgoing);
}
