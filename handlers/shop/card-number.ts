/** Whether a text looks like a payment card's number: 13 to 19 digits that pass the Luhn check, spaces and dashes aside. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/[\s\-\u2010-\u2015.]/g, '');
  return /^\d{13,19}$/.test(digits) && luhnSum(digits) % 10 === 0;
}

/** ISO/IEC 7812-1, annex B: every second digit from the right counts double. */
function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
