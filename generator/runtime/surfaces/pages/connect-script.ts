/**
 * The script of `GET /`, as the browser gets it: buttons that copy, and how each surface stands. It asks this site alone.
 */
export const connectScript = `'use strict';
const announcer = document.querySelector('[data-announce]');
let quiet;
function announce(text) {
  announcer.textContent = text;
  clearTimeout(quiet);
  quiet = setTimeout(() => { announcer.textContent = ''; }, 4000);
}

async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    announce('Copied ' + source.textContent);
  } catch {
    // Pages over plain http have no clipboard, but on this very machine.
    getSelection().selectAllChildren(source);
    announce('Selected: copy it with Ctrl+C or Command+C');
  }
}
for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(document.getElementById(button.dataset.copies)));
}

const initialize = {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  body: JSON.stringify({
    jsonrpc: '2.0', id: 1, method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'connection page', version: '1' } },
  }),
};
/** Each says how something stands when it is up, and throws why it is not. */
const checks = {
  async server() {
    const answer = await ask('healthz');
    return (await answer.json()).status === 'ok' ? 'Answers' : 'Answers, but not as it should';
  },
  async rest() {
    const answer = await ask('.well-known/openapi-3.1.json');
    const count = Object.keys((await answer.json()).paths).length;
    return 'Answers with ' + count + (count === 1 ? ' action' : ' actions');
  },
  async mcp() {
    const answer = await ask('mcp', initialize);
    if (answer.status === 401) return 'Answers, and asks for sign-in';
    return 'Answers as ' + (await answer.json()).result.serverInfo.name;
  },
};
async function ask(path, options) {
  const answer = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(10000), ...options });
  const isChallenge = answer.status === 401 && answer.headers.has('www-authenticate');
  if (!answer.ok && !isChallenge) throw new Error('it answered ' + answer.status);
  return answer;
}
async function check(field) {
  const show = (state, text) => {
    field.dataset.state = state;
    if (field.textContent !== text) field.textContent = text;
  };
  try {
    show('up', await checks[field.dataset.check]());
  } catch (error) {
    show('down', error instanceof TypeError ? 'Does not answer' : 'Does not work: ' + error.message);
  }
}
function checkAll() {
  return Promise.all(Array.from(document.querySelectorAll('[data-check]'), check));
}
const again = document.querySelector('[data-again]');
again.hidden = false;
again.addEventListener('click', async () => {
  await checkAll();
  announce('Checked at ' + new Date().toLocaleTimeString());
});
document.addEventListener('visibilitychange', () => { if (!document.hidden) checkAll(); });
checkAll();
`;
