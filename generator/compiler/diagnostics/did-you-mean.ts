import { closest } from '../../runtime/schema/suggest.js';

const mostListed = 12;

/**
 * The help text for a name that is not one of `known`: the nearest one, else the list of them.
 * Returns undefined when there is nothing to offer.
 */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const nearest = closest(name, known);
  if (nearest !== undefined) return `Did you mean '${nearest}'?`;
  if (known.length === 0) return undefined;
  const listed = known.slice(0, mostListed).join(', ');
  return `Known here: ${listed}${known.length > mostListed ? ', ...' : ''}.`;
}
