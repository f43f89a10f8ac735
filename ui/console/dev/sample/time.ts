const OFFSET_MS = 8 * 3_600_000;

/** Headquarters of the samples lives in Asia/Shanghai. */
export function stamp(moment: number): string {
  return new Date(moment + OFFSET_MS).toISOString().slice(0, 19) + '+08:00';
}

export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;

/** The midnight at the end of a day, so many days from a moment. */
export function endOfDay(moment: number, later: number): number {
  const local = moment + OFFSET_MS + days(later);
  return local - (local % days(1)) + days(1) - OFFSET_MS;
}
