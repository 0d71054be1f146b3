import type { AuthContract, OAuth2Contract } from '../../runtime/contract.js';
import type { ToolSpec } from '../model.js';
import { changed, moved } from './bounds.js';
import type { ReportChange } from './change.js';
import { without } from './tools.js';

/** Reports what changed in the service as a whole. */
export function compareService(old: ToolSpec, now: ToolSpec, report: ReportChange): void {
  if (old.server.url !== now.server.url) {
    const detail = moved(old.server.url, now.server.url);
    report({ code: 'change/server-moved', subject: 'server.url', detail, at: ['server', 'url'] });
  }
  if (old.server.port !== now.server.port) {
    const detail = moved(old.server.port, now.server.port);
    report({ code: 'change/deployment', subject: 'server.port', detail, at: ['server', 'port'] });
  }
  compareAuth(old.auth, now.auth, report);
  const { version: _was, ...infoBefore } = old.info;
  const { version: _is, ...infoAfter } = now.info;
  const told = [
    { key: 'info', was: infoBefore, is: infoAfter },
    { key: 'plugin', was: old.plugin, is: now.plugin },
  ];
  for (const { key, was, is } of told) {
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    for (const name of names) {
      const [before, after] = [fieldOf(was, name), fieldOf(is, name)];
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      const code = /^description(ForModel)?$/.test(name) ? 'change/description' : 'change/presentation';
      report({ code, subject: `${key}.${name}`, detail: moved(before, after), at: [key, name] });
    }
  }
}

function fieldOf(from: object, name: string): unknown {
  return Object.entries(from).find(([key]) => key === name)?.[1];
}

function compareAuth(old: AuthContract, now: AuthContract, report: ReportChange): void {
  if (old.kind === 'none' || now.kind === 'none') {
    if (old.kind === now.kind) return;
    const code = now.kind === 'none' ? 'change/sign-in-dropped' : 'change/sign-in-required';
    report({ code, subject: 'auth', detail: moved(old.kind, now.kind), at: ['auth'] });
    return;
  }
  const at = (key: string) => ({ subject: `auth.${key}`, at: ['auth', 'oauth2', key] });
  for (const key of ['authorizationUrl', 'tokenUrl', 'scopePrefix'] as const) {
    if (old[key] === now[key]) continue;
    report({ code: 'change/sign-in-moved', ...at(key), detail: moved(old[key], now[key]) });
  }
  compareAccepted(old, now, report);
  const [scopes, scopesNow] = [Object.entries(old.scopes), Object.entries(now.scopes)];
  for (const [name, text] of scopesNow) {
    const was = scopes.find(([each]) => each === name)?.[1];
    const place = { ...at('scopes'), at: ['auth', 'oauth2', 'scopes', name] };
    if (was === undefined) report({ code: 'change/scope-declared', ...place, detail: `${name} is new` });
    else if (was !== text) report({ code: 'change/presentation', ...place, detail: changed(name, was, text) });
  }
  for (const [name] of scopes) {
    if (scopesNow.some(([each]) => each === name)) continue;
    report({ code: 'change/scope-declared', ...at('scopes'), detail: `${name} is gone` });
  }
  if (JSON.stringify(old.variables) !== JSON.stringify(now.variables)) {
    const detail = moved(old.variables, now.variables);
    report({ code: 'change/deployment', ...at('variables'), detail });
  }
}

/** An empty list of tenants or clients accepts all of them. */
function compareAccepted(old: OAuth2Contract, now: OAuth2Contract, report: ReportChange): void {
  for (const key of ['issuers', 'audience', 'tenants', 'clients'] as const) {
    const isOpen = (list: readonly string[]) => (key === 'tenants' || key === 'clients') && list.length === 0;
    const [was, is] = [old[key], now[key]];
    const place = { subject: `auth.${key}`, at: ['auth', 'oauth2', key] };
    const gone = isOpen(is) ? [] : isOpen(was) ? ['any other'] : without(was, is);
    const added = isOpen(was) ? [] : isOpen(is) ? ['any other'] : without(is, was);
    if (isOpen(was) && isOpen(is)) continue;
    for (const each of gone) report({ code: 'change/tokens-refused', ...place, detail: `${each} is gone` });
    for (const each of added) report({ code: 'change/tokens-accepted', ...place, detail: `${each} is new` });
  }
}
