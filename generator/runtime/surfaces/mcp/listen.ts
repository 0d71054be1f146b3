import { metaKey } from './revisions/meta.js';
import type { Method } from './revisions/revision.js';
import { errorReply, notificationText, type Reply, resultReply, rpcCode } from './wire.js';

/**
 * Serves subscriptions/listen: acknowledges, and lasts until the client leaves or the server stops. The tools of a
 * running server never change, so there is nothing to tell: the acknowledgement grants no kind of notification.
 */
export const listen: Method = ({ id }, { link, requestId }, revision) => {
  const meta = { [metaKey.subscription]: id };
  const acknowledged = notificationText('notifications/subscriptions/acknowledged', { _meta: meta, notifications: {} });
  const running = link.start(id);
  if (link.notify?.(acknowledged) !== true) {
    running.end();
    const message = 'A subscription needs an event stream: accept text/event-stream, and close one of those you have.';
    return errorReply(id, { code: rpcCode.request, message, status: 400 }, requestId);
  }
  return new Promise<Reply | undefined>((resolve) => {
    const end = (reply: Reply | undefined) => {
      running.end();
      resolve(reply);
    };
    running.onClosing(() => end(resultReply(id, `{${revision.resultHead(meta).slice(0, -1)}}`)));
    running.signal().addEventListener('abort', () => end(undefined), { once: true });
  });
};
