/** The colours of the pages, light and dark. */
export const tokens = `:root {
  color-scheme: light dark;
  --ground: #faf9f7; --surface: #ffffff; --sunk: #f3f1ed; --ink: #1f2024; --soft: #5b5e66; --line: #e3dfd8; --rim: #8b8880;
  --chatgpt: #0b7a5e; --claude: #b04f29; --server: #3f56c4; --good: #0b7a4b; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131417; --surface: #1b1d21; --sunk: #24272c; --ink: #ececef; --soft: #a6a9b1; --line: #31343a; --rim: #7d818a;
    --chatgpt: #5cc9a7; --claude: #eb9d7c; --server: #9fb0ff; --good: #63cf9a; --bad: #ff9a92;
  }
}
`;

/** The style sheet of the pages: system fonts, light and dark, one column on a narrow screen. */
export const style = `
${tokens}* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body {
  margin: 0 auto; max-width: 66rem; padding: 4rem 2rem 5rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
h1, h2, h3, p, ul, ol { margin: 0; padding: 0 }
h1 { font-size: 2.25rem; line-height: 1.15; letter-spacing: -0.02em; font-weight: 650; overflow-wrap: anywhere }
h2 { font-size: 1.25rem; letter-spacing: -0.01em; font-weight: 620 }
h3 { font-size: 1.125rem; font-weight: 620 }
a { color: var(--server); text-underline-offset: 0.2em }
code { font: 0.875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere }
section section { margin: 0 }
main > section { margin-top: 3.5rem }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
:focus-visible { outline: 2px solid var(--server); outline-offset: 2px; border-radius: 4px }
.lead { margin-top: 0.75rem; max-width: 44rem; font-size: 1.125rem; color: var(--soft) }
.meta { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin-top: 1rem; color: var(--soft); font-size: 0.9375rem }
.heading { display: flex; align-items: center; justify-content: space-between; gap: 1rem }
.hint { margin-top: 1rem; padding: 0.75rem 1rem; border-left: 3px solid var(--rim); background: var(--sunk); border-radius: 0 8px 8px 0; font-size: 0.9375rem }
button {
  font: 0.875rem/1 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; color: var(--ink); background: var(--surface); cursor: pointer;
  border: 1px solid var(--rim); border-radius: 8px; padding: 0.5rem 0.75rem; min-height: 2rem;
}
button:hover { background: var(--sunk) }
button[hidden] { display: none }

.diagram { display: grid; grid-template-columns: 1fr 1fr; margin-top: 1.25rem }
.client, .server { border: 1px solid var(--line); border-radius: 14px; background: var(--surface); padding: 1.5rem }
.client { border-top: 3px solid var(--accent) }
.chatgpt { --accent: var(--chatgpt) } .claude { --accent: var(--claude) }
.client.chatgpt { margin-right: 0.75rem } .client.claude { margin-left: 0.75rem }
.client h3 { color: var(--accent) }
.kind, .note, .label, .empty { color: var(--soft); font-size: 0.9375rem }
.note, .empty { margin-top: 1rem }
.state { display: flex; align-items: baseline; gap: 0.5rem; margin-top: 0.5rem; font-size: 0.9375rem }
.state::before { content: ''; flex: none; width: 0.6rem; height: 0.6rem; border-radius: 50%; border: 2px solid var(--rim) }
.state[data-state=up] { color: var(--good) } .state[data-state=up]::before { border-color: var(--good); background: var(--good) }
.state[data-state=down] { color: var(--bad) } .state[data-state=down]::before { border-color: var(--bad); border-radius: 2px; background: var(--bad) }
.field { display: grid; grid-template-columns: 1fr auto; align-items: end; gap: 0.25rem 1rem; margin-top: 1rem }
.field code { grid-column: 1 / -1; padding: 0.5rem 0.75rem; background: var(--sunk); border-radius: 8px; font-size: 0.8125rem }
.field button { grid-area: 1 / 2 }

.wire { position: relative; display: flex; justify-content: center; align-items: center; min-height: 5rem; color: var(--accent) }
.wire::before { content: ''; position: absolute; top: 0; bottom: 1px; left: 50%; width: 2px; margin-left: -1px; background: var(--accent) }
.wire::after { content: ''; position: absolute; bottom: 1px; left: 50%; width: 9px; height: 9px; margin-left: -4.5px; border: solid var(--accent); border-width: 0 2px 2px 0; transform: rotate(45deg) }
.wire code { position: relative; padding: 0.25rem 0.75rem; background: var(--ground); border: 1px solid var(--accent); border-radius: 999px }
.wire.unused { color: var(--soft) } .wire.unused::before { background: repeating-linear-gradient(var(--rim) 0 4px, transparent 4px 8px) }
.wire.unused::after, .wire.unused code { border-color: var(--rim) } .wire.unused code { border-style: dashed }

.server { grid-column: 1 / -1; padding-top: 1rem }
.doors, .merge { margin: 0 -1.5rem }
.doors { display: grid; grid-template-columns: 1fr 1fr; text-align: center }
.door { color: var(--accent); font-size: 0.9375rem; font-weight: 600 }
.merge { display: block; width: calc(100% + 3rem); height: 2.5rem; margin-top: 0.5rem }
.merge path { fill: none; stroke: var(--accent); stroke-width: 2; vector-effect: non-scaling-stroke }
.name { display: flex; flex-wrap: wrap; justify-content: center; align-items: baseline; gap: 0 1rem; padding-top: 0.5rem }
.name code { color: var(--soft) } .name .state { margin: 0 }
.path { display: grid; grid-template-columns: repeat(4, 1fr); gap: 2rem; margin-top: 1.25rem; list-style: none }
.path li { position: relative; padding: 0.875rem 1rem; background: var(--sunk); border-radius: 10px }
.path li + li::before { content: ''; position: absolute; left: -1.3rem; top: 50%; width: 9px; height: 9px; margin-top: -5px; border: solid var(--rim); border-width: 2px 2px 0 0; transform: rotate(45deg) }
.path strong, .path span { display: block } .path span { color: var(--soft); font-size: 0.875rem; line-height: 1.45; margin-top: 0.125rem }

table { width: 100%; margin-top: 1rem; border-collapse: collapse; table-layout: fixed; font-size: 0.9375rem }
th, td { padding: 0.75rem 1.5rem 0.75rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
thead td { width: 9.5rem } thead th { font-weight: 620 } tbody th { color: var(--soft); font-weight: 500 }
.count { color: var(--soft); font-weight: 400 }
.tools { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 0 1.5rem; margin-top: 1rem; list-style: none }
.tools li { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: 0.625rem 0; border-bottom: 1px solid var(--line); font-size: 0.9375rem }
.tools span { color: var(--soft) } .tools .effect { grid-column: 2; grid-row: 1 }
.toast {
  position: fixed; left: 50%; bottom: 1.5rem; transform: translateX(-50%); max-width: calc(100vw - 2rem); padding: 0.625rem 1rem;
  background: var(--ink); color: var(--ground); border-radius: 10px; font-size: 0.9375rem;
}
.toast:empty { display: none }

@media (max-width: 44rem) {
  body { padding: 2rem 1.125rem 4rem }
  h1 { font-size: 1.75rem }
  main > section { margin-top: 2.5rem }
  .client.chatgpt, .client.claude { grid-column: 1 / -1; margin: 0; padding: 1.25rem } .client + .client.claude { margin-top: 1rem }
  .server { padding: 1rem 1.25rem 1.25rem } .doors, .merge { margin: 0 -1.25rem } .merge { width: calc(100% + 2.5rem); margin-top: 0.5rem }
  .path { grid-template-columns: 1fr; gap: 1.25rem }
  .path li + li::before { left: 50%; top: -1.05rem; margin: 0 0 0 -5px; transform: rotate(135deg) }
  .wire code { font-size: 0.75rem }
  table, thead, tbody, tr, th, td { display: block } thead { display: none }
  tbody tr { padding: 0.75rem 0; border-bottom: 1px solid var(--line) } th, td { border: 0; padding: 0.25rem 0 }
  td[data-client]::before { content: attr(data-client) ' '; font-weight: 620; margin-right: 0.5rem }
}
@media (prefers-reduced-motion: no-preference) { button { transition: background 0.15s } }
`;

/** The mark of the pages: two tongues, one word. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#24272c"/><g fill="none" stroke-width="3" stroke-linecap="round"><path stroke="#5cc9a7" d="M9 7c0 8 7 6 7 14v4"/><path stroke="#eb9d7c" d="M23 7c0 8-7 6-7 14v4"/></g></svg>
`;
