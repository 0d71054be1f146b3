/** What a check is about. */
export interface CheckPage {
  /** What is asked, as a statement that holds where all is well. */
  readonly holds: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do where it does not hold. */
  readonly next: string;
}
