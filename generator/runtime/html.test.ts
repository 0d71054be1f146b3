import { expect, it } from 'vitest';
import { html } from './html.js';

it.each([
  ['<script>alert(1)</script>', '&#60;script&#62;alert(1)&#60;/script&#62;'],
  ['" onload="x', '&#34; onload=&#34;x'],
  ["it's `so` & so", 'it&#39;s &#96;so&#96; &#38; so'],
  ['line\u2028paragraph\u2029', 'line\u2028paragraph\u2029'],
  [7, '7'],
  [undefined, ''],
  [html`<b>${'<'}</b>`, '<b>&#60;</b>'],
  [[html`<i></i>`, html`<b></b>`], '<i></i><b></b>'],
])('%j is written %j', (given, want) => {
  expect(html`<p title="${given}">${given}</p>`.text).toBe(`<p title="${want}">${want}</p>`);
});
