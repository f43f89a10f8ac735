import type { DueDateAnswer, DueDateQuestion } from '../../src/backend/api';
import { endOfDay, stamp } from './time.ts';

const NEAR = { gold: 2, silver: 3, bronze: 4, standard: 5 };
const FAR = { gold: 4, silver: 5, bronze: 6, standard: 7 };

/** Good enough to look at: working days here know no holidays. */
export function dueFor(question: DueDateQuestion): DueDateAnswer {
  if (question.profiles.length === 0) return { due: null };
  const profile = { zh: '移动传输专线规则', en: 'CM transmission rules' };
  if (question.kind.startsWith('fault')) {
    const dueAt = stamp(Date.parse(question.orderReceivedAt) + 3 * 3_600_000);
    const name = { zh: '故障恢复', en: 'Restoration' };
    const shared = { near: true, dayZero: dueAt.slice(0, 10), calendar: '', provisional: false };
    return { due: { dueAt, name, profile, workdays: null, seconds: 3 * 3600, ...shared } };
  }
  const near = Number(question.distanceKm) <= 50;
  const workdays = (near ? NEAR : FAR)[question.level];
  const received = Date.parse(question.orderReceivedAt);
  let day = 0;
  for (let left = workdays; left > 0;) {
    day += 1;
    const weekday = new Date(received + (day + 1 / 3) * 86_400_000).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  const due = {
    dueAt: stamp(endOfDay(received, day)),
    name: { zh: '业务开通', en: 'Opening' },
    profile,
    workdays,
    seconds: null,
    near,
    dayZero: question.orderReceivedAt.slice(0, 10),
    calendar: '2026-1',
    provisional: new Date(received).getUTCFullYear() > 2026,
  };
  return { due };
}
