import { tokens } from './style.js';

/**
 * The style sheet of the documentation's page: swagger-ui's own in a layer, and what makes it look like the other page
 * and readable to everybody. It marks its dark form by a class, which the script sets.
 */
export const docsStyle = `
@import url('swagger-ui.css') layer(swagger-ui);
${tokens}
html, html.dark-mode { background: var(--ground) }
body { margin: 0 auto; max-width: 66rem; padding: 2rem 2rem 5rem; color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif }
header { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; font-size: 0.9375rem }
a, .swagger-ui a, .swagger-ui .info a, .swagger-ui a.nostyle:hover { color: var(--server); text-underline-offset: 0.2em }
:focus-visible, .swagger-ui :focus-visible { outline: 2px solid var(--server); outline-offset: 2px }

.swagger-ui, .swagger-ui :is(h1, h2, h3, h4, h5, p, li, label, td, th, div, span, small, i, select, .title, .base-url, .opblock-tag, .opblock-summary-description, .opblock-summary-path, .response-col_status, .response-col_links, .tab li, .btn, .parameter__name, .parameter__type, .response-control-media-type__title, .response-control-examples__title, .examples-select__section-label, .opblock-description-wrapper, .opblock-section-header h4, .opblock-section-header > label, .model-title, .model, .prop-format, .json-schema-2020-12 *) { color: var(--ink) }
.swagger-ui, .swagger-ui :is(h1, h2, h3, h4, h5, p, td, th, label, select, input, .btn, .opblock-summary-description, .title, .opblock-tag, .tab li, .parameter__name) { font-family: system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif }
.swagger-ui { background: none }
.swagger-ui .wrapper { max-width: none; padding: 0 }
.swagger-ui .info { margin: 2.5rem 0 1.5rem }
.swagger-ui .info .title { font-size: 2.25rem; line-height: 1.15; letter-spacing: -0.02em; font-weight: 650 }
.swagger-ui .info .title small { position: static; display: inline-block; margin-left: 0.5rem; padding: 0.25rem 0.75rem; border: 1px solid var(--line); border-radius: 999px; vertical-align: middle; letter-spacing: 0 }
.swagger-ui .info .title small, .swagger-ui .info .title small.version-stamp { background: var(--surface) }
.swagger-ui .info .title small pre { color: var(--soft); font-weight: 500 }
.swagger-ui .info .renderedMarkdown p { color: var(--soft); font-size: 1.125rem; max-width: 44rem; margin: 0 0 0.75rem }
.swagger-ui .info__contact, .swagger-ui .info__tos, .swagger-ui .info__license { display: inline-block; margin-right: 1.5rem; font-size: 0.9375rem }
.swagger-ui .info__contact div, .swagger-ui .info__contact > a { display: inline-block; margin-right: 1.5rem; padding: 0 }
.swagger-ui .scheme-container { background: none; box-shadow: none; margin: 0; padding: 0 }
.swagger-ui .schemes-server-container { display: none }
.swagger-ui .auth-wrapper { justify-content: flex-start }
.swagger-ui .auth-wrapper .authorize { margin: 0 0 1.5rem }
.swagger-ui :is(.response-col_links, .parameters-container > .opblock-description-wrapper, .auth-container div:has(> [for=client_secret_authorizationCode])) { display: none }

.swagger-ui .opblock-tag { border-color: var(--line); font-size: 1.25rem; padding: 0.5rem 0 }
.swagger-ui .opblock { border: 1px solid var(--line); border-radius: 12px; background: var(--surface); box-shadow: none; margin: 0 0 0.75rem; overflow: hidden }
.swagger-ui .opblock .opblock-summary { border-color: var(--line); padding: 0.5rem 0.75rem }
.swagger-ui .opblock .opblock-summary-method { background: var(--chatgpt); color: var(--surface); border-radius: 8px; min-width: 4rem; text-shadow: none; padding: 0.375rem 0 }
.swagger-ui .opblock .opblock-section-header { background: var(--sunk); border: 0; box-shadow: none; min-height: 3rem }
.swagger-ui .opblock .tab-header .tab-item.active h4 span::after { background: var(--chatgpt) }
.swagger-ui .opblock .opblock-summary-description, .swagger-ui .renderedMarkdown p, .swagger-ui .response-control-media-type__accept-message { color: var(--soft) }
.swagger-ui .responses-inner { padding: 1.25rem }
.swagger-ui table thead tr td, .swagger-ui table thead tr th { border-color: var(--line); color: var(--soft) }
.swagger-ui .btn { background: var(--surface); border: 1px solid var(--rim); border-radius: 8px; box-shadow: none; text-shadow: none; font-weight: 500 }
.swagger-ui .btn:hover { background: var(--sunk); box-shadow: none }
.swagger-ui .btn.authorize svg { fill: currentColor; color: var(--chatgpt) }
.swagger-ui .btn.execute, .swagger-ui .modal-btn.authorize { background: var(--server); border-color: var(--server); color: var(--surface) }
.swagger-ui .execute-wrapper, .swagger-ui .btn-group { padding: 1.25rem }
.swagger-ui svg { color: var(--soft); fill: currentColor }
.swagger-ui :is(input:not([type=checkbox]), textarea, select) { background-color: var(--ground); color: var(--ink); border: 1px solid var(--rim); border-radius: 8px; box-shadow: none }
.swagger-ui pre.microlight, .swagger-ui .highlight-code pre, .swagger-ui .curl-command pre, .swagger-ui .microlight code { background: var(--sunk) !important; color: var(--ink) !important; border-radius: 8px; font-weight: 400 }
.swagger-ui pre.microlight span { color: inherit !important }
.swagger-ui pre .hljs-attr { color: var(--server) !important }
.swagger-ui pre .hljs-string { color: var(--chatgpt) !important }
.swagger-ui pre :is(.hljs-number, .hljs-literal) { color: var(--claude) !important }
.swagger-ui :is(.download-contents, .responses-inner .copy-to-clipboard) { background: var(--surface); color: var(--ink); border: 1px solid var(--rim) }
.swagger-ui textarea { font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }

.swagger-ui section.models { border: 1px solid var(--line); border-radius: 12px; background: var(--surface) }
.swagger-ui section.models.is-open h4 { border-color: var(--line) }
.swagger-ui .json-schema-2020-12 { background: var(--sunk); border-radius: 8px }
.swagger-ui .json-schema-2020-12 :is(button, .json-schema-2020-12-accordion) { background: none }
.swagger-ui .dialog-ux .modal-ux { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 20px 60px rgb(0 0 0 / 30%); width: min(40rem, calc(100vw - 2rem)); min-width: 0 }
.swagger-ui .auth-btn-wrapper { align-items: center; gap: 0.75rem } .swagger-ui .auth-btn-wrapper .btn { margin: 0 }
.swagger-ui .dialog-ux .modal-ux-header { border-color: var(--line) }
.swagger-ui .dialog-ux .backdrop-ux { background: rgb(0 0 0 / 55%) }
@media (max-width: 44rem) {
  body { padding: 1.25rem 1.125rem 4rem }
  .swagger-ui .info .title { font-size: 1.75rem }
}
`;
