import type { Credential } from '../../upstream/credentials.js';
import { at, entriesAt, listAt, pointer, textAt } from '../json.js';
import type { DocumentAround } from './input.js';
import { dereferenced } from './operations.js';

/** How requests to the API are signed: values from the environment, as the document's first usable way says. */
export function credentialsOf({ root, lose }: DocumentAround): readonly Credential[] {
  const schemes = entriesAt(at(root, 'components'), 'securitySchemes');
  const asked = listAt(root, 'security').map((each) => Object.keys(Object(each)));
  // Without a word on which, the first that is fit for all.
  const wanted = asked.find((names) => names.length > 0) ?? schemes.slice(0, 1).map(([name]) => name);
  return schemes
    .filter(([name]) => wanted.includes(name))
    .map(([name, written]): Credential => {
      const place = pointer('/components/securitySchemes', name);
      const { value } = dereferenced(root, written, place);
      const kind = textAt(value, 'type')?.toLowerCase();
      const key = textAt(value, 'name') ?? '';
      const where = at(value, 'in');
      if (kind === 'apikey' && /^[^\p{C}\s]{1,200}$/u.test(key) && (where === 'header' || where === 'query')) {
        return { variable: 'UPSTREAM_API_KEY', in: where, name: key };
      }
      if (kind === 'http' && textAt(value, 'scheme')?.toLowerCase() === 'bearer') {
        return { variable: 'UPSTREAM_AUTHORIZATION', in: 'header', name: 'Authorization' };
      }
      lose('auth/unsupported', place, `${kind} ${String(where ?? '')}`);
      return { variable: 'UPSTREAM_AUTHORIZATION', in: 'header', name: 'Authorization' };
    })
    .filter((each, index, all) => all.findIndex(({ name }) => name === each.name) === index)
    .map((each, index, all) => {
      const earlier = all.slice(0, index).filter(({ variable }) => variable === each.variable).length;
      return earlier === 0 ? each : { ...each, variable: `${each.variable}_${earlier + 1}` };
    });
}
