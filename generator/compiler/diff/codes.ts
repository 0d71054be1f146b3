import { inputCodes } from './codes/input.js';
import { outputCodes } from './codes/output.js';
import { serviceCodes } from './codes/service.js';
import { toolCodes } from './codes/tool.js';
import type { ChangePage } from './page.js';

const table = { ...toolCodes, ...inputCodes, ...outputCodes, ...serviceCodes } as const;

/** Every kind of change there is. */
export type ChangeCode = keyof typeof table;

/** What each kind of change means. */
export const changePages: Readonly<Record<ChangeCode, ChangePage>> = table;

/** Every code, in the order of the table. */
export const changeCodes = Object.keys(table) as readonly ChangeCode[];

/** Whether a text is the code of a change. */
export function isChangeCode(text: string): text is ChangeCode {
  return Object.hasOwn(table, text);
}
