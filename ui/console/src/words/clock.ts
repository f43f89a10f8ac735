import type { Clock, ClockState } from '../backend/api';
import type { IconName } from '@lineproof/shared';
import { deadline, sameDay, shortTime, stampLike } from './time';
import { said } from './value';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type Translate = (key: string, args?: Record<string, string | number>) => string;
export type Urgency = 'overdue' | 'hour' | 'today' | 'paused' | 'later' | 'met' | 'closed';

export const CLOCK_ICONS: Record<ClockState, IconName> = {
  ontime: 'clock',
  soon: 'soon',
  overdue: 'overdue',
  paused: 'pause',
  done: 'check',
};

/** The state at this very minute: headquarters' answer may be some minutes old. */
export function stateNow(clock: Clock, now: string): ClockState {
  if (clock.state === 'paused' || clock.state === 'done') return clock.state;
  const left = leftMs(clock, now);
  if (left < 0) return 'overdue';
  const warned = clock.warnAt ? Date.parse(clock.warnAt) <= Date.parse(now) : false;
  return left <= HOUR_MS || warned ? 'soon' : 'ontime';
}

export function urgency(clock: Clock | null | undefined, now: string): Urgency {
  if (!clock) return 'later';
  const state = stateNow(clock, now);
  if (state === 'done') return 'met';
  if (state === 'overdue' || state === 'paused') return state;
  if (leftMs(clock, now) <= HOUR_MS) return 'hour';
  return dueDay(clock, now) ? 'today' : 'later';
}

/** `1 小时 40 分`, `3 个工作日`, `超 26 分`: without the word for left. */
export function clockText(clock: Clock, now: string, t: Translate): string {
  const state = stateNow(clock, now);
  if (state === 'done') return t(clock.metAt ? 'console-clock-met' : 'console-clock-state-done');
  if (state === 'overdue') return t('console-clock-over', { span: spanText(-leftMs(clock, now), t) });
  const days = clock.workdaysLeft ?? 0;
  if (days >= 1 && !dueDay(clock, now)) return t('console-span-workdays', { n: days });
  return spanText(leftMs(clock, now), t);
}

/** `42 分`, `1 小时 40 分`, `3 天`. */
export function spanText(ms: number, t: Translate): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 60) return t('console-span-minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return t('console-span-days', { n: Math.floor(hours / 24) });
  const rest = minutes % 60;
  if (rest === 0) return t('console-span-hours', { n: hours });
  return t('console-span-hours-minutes', { h: hours, m: rest });
}

/** The measured line of a clock: what has gone, the times it stood still, and where added time begins. */
export function lineOf(clock: Clock, now: string) {
  const state = stateNow(clock, now);
  const start = Date.parse(clock.startedAt);
  const whole = Math.max(1, Date.parse(clock.dueAt) - start);
  const share = (ms: number) => Math.min(1, Math.max(0, (ms - start) / whole));
  const end = Date.parse(clock.metAt ?? now);
  const lasting = state === 'paused' ? clock.pauses.at(-1) : undefined;
  const pauses = clock.pauses
    .map((pause) => {
      const from = share(Date.parse(pause.from));
      return { from, share: share(Math.min(end, Date.parse(pause.until ?? now))) - from };
    })
    .filter((pause) => pause.share > 0);
  const added = clock.additions.reduce((sum, addition) => sum + addition.addedS, 0) * 1000;
  return {
    elapsed: state === 'done' && !clock.metAt ? 1 : share(lasting ? Date.parse(lasting.from) : end),
    over: state === 'overdue',
    pauses,
    extra: added > 0 ? share(Date.parse(clock.dueAt) - added) : null,
  };
}

/** Whose clock it is, what was added, when it stood still, what was missed. */
export function clockNotes(clock: Clock, now: string, locale: string, t: Translate): string[] {
  const notes: string[] = [];
  if (clock.profile) notes.push(said(clock.profile, locale));
  if (clock.metAt) {
    const late = Date.parse(clock.metAt) > Date.parse(clock.dueAt);
    const time = shortTime(clock.metAt, now);
    notes.push(t(late ? 'console-clock-met-late' : 'console-clock-met-at', { time }));
  }
  for (const addition of clock.additions) {
    const span = spanText(addition.addedS * 1000, t);
    notes.push(t('console-clock-added', { reason: said(addition.reason, locale), span }));
  }
  for (const pause of clock.pauses) {
    const from = shortTime(pause.from, now);
    const until = pause.until ? shortTime(pause.until, now) : t('console-clock-pause-lasts');
    const stopped = t('console-clock-paused', { reason: said(pause.reason, locale), from, until });
    const by = pause.approvedBy;
    notes.push(by ? stopped + t('console-clock-pause-by', { name: by.name }) : stopped);
  }
  if (clock.extended) notes.push(t('console-clock-extended'));
  if (clock.missed > 0) notes.push(t('console-clock-missed', { n: clock.missed }));
  if (clock.nextDueAt && clock.nextDueAt !== clock.dueAt)
    notes.push(t('console-clock-next', { time: shortTime(clock.nextDueAt, now) }));
  if (clock.provisional) notes.push(t('console-clock-provisional', { calendar: clock.calendar ?? '' }));
  return notes;
}

export const dueText = (clock: Clock, now: string): string => deadline(clock.dueAt, now);

function leftMs(clock: Clock, now: string): number {
  return Date.parse(clock.dueAt) - Date.parse(now);
}

/** Due today; midnight at the end of today counts. */
function dueDay(clock: Clock, now: string): boolean {
  return sameDay(stampLike(Date.parse(clock.dueAt) - MINUTE_MS, clock.dueAt), now);
}
