import type { Clock } from '../backend';

/** Holidays the date is reckoned with are not published yet; the device says so in the note of the clock alone. */
export function isProvisional(clock: Clock): boolean {
  return clock.note?.zh.includes('暂定') ?? false;
}
