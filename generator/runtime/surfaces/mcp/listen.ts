import { metaKey } from './revisions/meta.js';
import type { Method } from './revisions/revision.js';
import { notificationText, type Reply, type RpcProblem, resultReply, rpcCode } from './wire.js';

/**
 * Serves subscriptions/listen: acknowledges, and lasts until the client leaves or the server stops. The tools of a
 * running server never change, so there is nothing to tell: the acknowledgement grants no kind of notification.
 */
export const listen: Method = ({ id }, { link }, revision) => {
  const meta = { [metaKey.subscription]: id };
  const acknowledged = notificationText('notifications/subscriptions/acknowledged', { _meta: meta, notifications: {} });
  const running = link.start(id);
  if (!link.notify(acknowledged)) {
    running.end();
    return noStream;
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

const noStream: RpcProblem = {
  code: rpcCode.request,
  message: 'A subscription needs an event stream: accept text/event-stream, and close one of those you have.',
  status: 400,
};
