import { keySpanAt } from '../../source/source.js';
import { manyActions, mostActions } from '../client-limits.js';
import type { SpecRule } from './rule.js';

/** ChatGPT imports a limited number of operations. */
export const actionCount: SpecRule = ({ spec, root }, report) => {
  const count = spec.tools.filter((tool) => tool.expose.includes('rest')).length;
  const span = keySpanAt(root, ['tools'], root.span);
  if (count > mostActions) report('client/too-many-actions', span, { count });
  else if (count >= manyActions) report('client/many-actions', span, { count });
};
