/*
 * All times are shown in headquarters' offset, whatever the device's or the browser's: two people looking at the same
 * record from two cities see the same numbers, and entries of a laptop with another zone stand where they belong.
 */

const MINUTE_MS = 60_000;

/** `2026-11-24T13:50:07+08:00` in its parts. */
export interface WallTime {
  date: string;
  time: string;
  second: string;
  offset: string;
}

export function wall(stamp: string): WallTime {
  const [date = '', rest = ''] = stamp.split('T');
  const offset = /(Z|[+-]\d\d:\d\d)$/.exec(rest)?.[1] ?? 'Z';
  return { date, time: rest.slice(0, 5), second: rest.slice(6, 8), offset };
}

/** A stamp in the offset of headquarters' `now`. */
export function wallHere(stamp: string, now: string): WallTime {
  return wall(stampLike(Date.parse(stamp), now));
}

/** The stamp of a moment in the offset of another stamp. */
export function stampLike(moment: number, like: string): string {
  const { offset } = wall(like);
  const shifted = new Date(moment + offsetMinutes(offset) * MINUTE_MS);
  return shifted.toISOString().slice(0, 19) + offset;
}

/** `2026-11-24T13:50` as a person typed it, in the offset of another stamp. */
export function typedStamp(typed: string, like: string): string {
  return `${typed.slice(0, 16)}:00${wall(like).offset}`;
}

/** `13:50` today, `11-26 13:50` this year, `2025-03-12 13:50` else. */
export function shortTime(stamp: string, now: string): string {
  const at = wallHere(stamp, now);
  const day = shortDate(stamp, now);
  return day ? `${day} ${at.time}` : at.time;
}

/** Nothing today, `11-26` this year, `2025-03-12` else. */
export function shortDate(stamp: string, now: string): string {
  const at = wallHere(stamp, now).date;
  const today = wall(now).date;
  if (at === today) return '';
  return at.slice(0, 4) === today.slice(0, 4) ? at.slice(5) : at;
}

/** The last minute of a day is what people write, not the midnight after it. */
export function deadline(stamp: string, now: string): string {
  if (wallHere(stamp, now).time !== '00:00') return shortTime(stamp, now);
  const before = stampLike(Date.parse(stamp) - MINUTE_MS, stamp);
  const day = shortDate(before, now);
  return day ? `${day} 24:00` : '24:00';
}

/** Half the width of the interval in whole minutes; 0 when it is known to the minute. */
export function plusMinusMinutes(earliest?: string | null, latest?: string | null): number {
  if (!earliest || !latest) return 0;
  const width = Date.parse(latest) - Date.parse(earliest);
  return width < MINUTE_MS ? 0 : Math.ceil(width / 2 / MINUTE_MS);
}

export function sameDay(a: string, b: string): boolean {
  return wallHere(a, b).date === wall(b).date;
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)));
}
