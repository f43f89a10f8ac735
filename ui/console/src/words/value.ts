import type { Limit, Text } from '../backend/api';
import type { Translate } from './clock';

/** A word of the catalogue in the language of the screen. */
export function said(text: Text, locale: string): string {
  return locale === 'en' ? text.en : text.zh;
}

/** `-18.4` as it is printed: a true minus. */
export function printed(decimal: string): string {
  return decimal.replace(/^-/, '−');
}

/** `−18.4 dBm`. */
export function withUnit(decimal: string, unit: string): string {
  return unit ? `${printed(decimal)}\u2009${unit}` : printed(decimal);
}

/** Kilobytes and megabytes as people say them. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The first eight digits of a hash, in two groups, as on paper. */
export function shortHash(hash: string): string {
  const start = hash.slice(0, 8).toUpperCase();
  return `${start.slice(0, 4)} ${start.slice(4)}`;
}

/** `−24.0 到 −8.0`, `不大于 0.35`. */
export function limitText(limit: Limit, unit: string, locale: string, t: Translate): string {
  if (limit.equals) return said(limit.equals, locale);
  const low = limit.low ? printed(limit.low) : null;
  const high = limit.high ? printed(limit.high) : null;
  if (low && high) return t('console-limit-range', { low, high, unit });
  if (high) return t('console-limit-most', { high, unit });
  if (low) return t('console-limit-least', { low, unit });
  return '';
}

/** A number that is not a measured text: length of a fibre, loss of an event. */
export function fixed(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined) return '—';
  return printed(value.toFixed(digits));
}
