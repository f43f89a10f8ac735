/*
 * Dates and times as people type and paste them: 2026-11-26, 2026/11/26, 11-26, 9:00, 0900. What cannot be read is null;
 * nothing is guessed.
 */

/** `2026-11-26`; a date without a year is in the year of `today`. */
export function typedDate(text: string, today: string): string | null {
  const found = /^(?:(\d{4})[-/.\u5e74])?(\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/.exec(
    text.trim().normalize('NFKC'),
  );
  if (!found) return null;
  const [, year = today.slice(0, 4), month = '', day = ''] = found;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const real = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== date ? null : date;
}

/** `09:00`. */
export function typedTime(text: string): string | null {
  const found = /^(\d{1,2}):?(\d{2})$/.exec(text.trim().normalize('NFKC'));
  if (!found) return null;
  const [, hour = '', minute = ''] = found;
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** `2026-11-26 09:00` in two halves. */
export function typedMoment(text: string, today: string): { date: string; time: string } | null {
  const [first = '', second = '', ...rest] = text.trim().split(/[\sT]+/);
  const date = typedDate(first, today);
  const time = typedTime(second.slice(0, 5));
  return date && time && rest.length === 0 ? { date, time } : null;
}

/** `1,000` is a thousand to one and one to another. */
export function isCommaUnclear(text: string): boolean {
  return /^\d+,\d{3}$/.test(text.trim().normalize('NFKC'));
}

/** A decimal number with a point, as the record wants it; full-width digits are read too, and a comma where it can only
 * be the decimal sign. */
export function typedNumber(text: string): string | null {
  if (isCommaUnclear(text)) return null;
  const plain = text.trim().normalize('NFKC').replace(',', '.');
  return /^\d{1,9}(\.\d{1,6})?$/.test(plain) ? plain : null;
}

/** The day after a date. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
