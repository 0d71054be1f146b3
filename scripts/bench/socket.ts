import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connected socket to a loopback port. */
export async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

const lastChunk = '\r\n0\r\n\r\n';

/**
 * Calls `onAnswer` after each answer; one at a time, as there is no pipelining. Chunked answers have to be short.
 * Throws when an answer is neither 200 nor 202.
 */
export function createAnswerReader(onAnswer: () => void): (chunk: Buffer) => void {
  let text = '';
  let missing = 0;
  return (chunk) => {
    if (missing > 0) missing -= chunk.length;
    else {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = bodyLength(text.slice(0, end));
      if (length === undefined && !text.endsWith(lastChunk)) return;
      missing = length === undefined ? 0 : length - (text.length - end - 4);
      text = '';
    }
    if (missing === 0) onAnswer();
  };
}

/** Undefined for a chunked body. */
function bodyLength(head: string): number | undefined {
  if (!/^HTTP\/1\.1 20[02] /.test(head)) throw new Error(`not the answer of a call:\n${head}`);
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  return length === undefined ? undefined : Number(length);
}

/** Calls `onEvent` with the text of each server-sent event. The chunks of HTTP around them hold no empty line. */
export function createEventReader(onEvent: (text: string) => void): (chunk: Buffer) => void {
  let rest = '';
  return (chunk) => {
    const parts = (rest + chunk.toString('utf8')).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) onEvent(part);
  };
}
