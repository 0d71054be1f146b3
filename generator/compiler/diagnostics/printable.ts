/** Shows control and bidirectional characters as a replacement mark, so that a text can't drive a terminal. */
export function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}
