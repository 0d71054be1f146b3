import { addressCodes } from './codes/address.js';
import { chatgptCodes } from './codes/chatgpt.js';
import { claudeCodes } from './codes/claude.js';
import { metadataCodes } from './codes/metadata.js';
import { statelessCodes } from './codes/stateless.js';
import type { CheckPage } from './page.js';

const table = { ...addressCodes, ...chatgptCodes, ...claudeCodes, ...statelessCodes, ...metadataCodes } as const;

/** Every check there is: `<section>/<kebab-name>`. */
export type CheckId = keyof typeof table;

/** The page of each check. */
export const checkPages: { readonly [Id in CheckId]: CheckPage } = table;

/** Every check, in the order in which they are printed. */
export const checkIds = Object.keys(checkPages) as readonly CheckId[];

/** The parts of a report, in order. */
export const sections = {
  address: 'Address and TLS',
  chatgpt: 'ChatGPT',
  claude: 'Claude',
  stateless: 'MCP 2026-07-28',
  metadata: 'Sign-in metadata',
} as const;

export type SectionName = keyof typeof sections;

/** The section that a check belongs to. */
export function sectionOf(id: CheckId): SectionName {
  // Each id begins with the name of its section.
  return id.slice(0, id.indexOf('/')) as SectionName;
}
