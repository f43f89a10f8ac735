import type { Locale } from './i18n/messages.svelte';

/** China keeps one time, eight hours before UTC. */
const ZONE_MS = 8 * 3_600_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `15:30` of an RFC 3339 time, where the lines are. */
export function clockTime(time: string): string {
  return inChina(time).slice(11, 16);
}

/** `11-26` in Chinese, `26 Nov` in English; the year is added when it is not this one. */
export function shortDate(time: string, locale: Locale, now = new Date()): string {
  const date = inChina(time).slice(0, 10);
  const [year = '', month = '', day = ''] = date.split('-');
  const here = year === dayOf(now).slice(0, 4);
  if (locale === 'zh-CN') return here ? `${month}-${day}` : date;
  const text = `${Number(day)} ${MONTHS[Number(month) - 1] ?? month}`;
  return here ? text : `${text} ${year}`;
}

/** The time alone when it is today, else date and time. */
export function when(time: string, locale: Locale, now = new Date()): string {
  if (time.length <= 10) return shortDate(time, locale, now);
  return isToday(time, now) ? clockTime(time) : `${shortDate(time, locale, now)} ${clockTime(time)}`;
}

/** Until when: the last day of a limit that ends with a day, else the time. */
export function dueText(due: string, locale: Locale, now = new Date()): string {
  const day = lastDay(due);
  return day ? shortDate(day, locale, now) : when(due, locale, now);
}

export function isToday(time: string, now = new Date()): boolean {
  return dayOf(new Date(time)) === dayOf(now);
}

/** `2026-11-24` where the lines are, whatever zone the laptop is set to. */
export function dayOf(moment: Date): string {
  return inChina(moment.toISOString()).slice(0, 10);
}

/** `2026-11-24 15:30` where the lines are. */
export function minuteOf(moment: Date): string {
  return inChina(moment.toISOString()).slice(0, 16).replace('T', ' ');
}

/** The same moment as a clock in China shows it; a day, or a time without zone, as it stands. */
function inChina(time: string): string {
  const hasZone = /(Z|[+-]\d\d:\d\d)$/.test(time);
  return hasZone ? new Date(Date.parse(time) + ZONE_MS).toISOString() : time;
}

/** The day a limit ends with: a due time of midnight is the end of the day before. */
export function lastDay(due: string): string | null {
  if (due.length <= 10) return due;
  if (clockTime(due) !== '00:00') return null;
  const day = new Date(`${inChina(due).slice(0, 10)}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** A decimal number as it is printed: a real minus sign. */
export function printed(value: string): string {
  return value.replace(/^-/, '\u2212');
}

/** A number with fixed places and a real minus sign. */
export function fixed(value: number, places: number): string {
  return printed(value.toFixed(places));
}

/** `6 KB`, `9.4 MB`. */
export function size(kb: number): string {
  if (kb < 1000) return `${Math.max(1, Math.round(kb))} KB`;
  if (kb < 1_000_000) return `${(kb / 1000).toFixed(1)} MB`;
  return `${(kb / 1_000_000).toFixed(1)} GB`;
}

/** The first and last letters of a hash in groups of four: `3F9A 61C0 … 8B24`. */
export function shortHash(hash: string): string {
  const upper = hash.toUpperCase();
  return `${upper.slice(0, 4)} ${upper.slice(4, 8)} … ${upper.slice(-4)}`;
}

/** `onDevice` as the end of a text key: `on-device`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
