import type { DueDate, DueDateQuestion } from '../../src/backend/api';
import { endOfDay, stamp } from './time.ts';

const NEAR = { gold: 2, silver: 3, bronze: 4, standard: 5 };
const FAR = { gold: 4, silver: 5, bronze: 6, standard: 7 };

/** Good enough to look at: working days here know no holidays. */
export function dueFor(question: DueDateQuestion): DueDate {
  const near = Number(question.distanceKm) <= 50;
  const workdays = (near ? NEAR : FAR)[question.level];
  const received = Date.parse(question.orderReceivedAt);
  let day = 0;
  for (let left = workdays; left > 0;) {
    day += 1;
    const weekday = new Date(received + (day + 1 / 3) * 86_400_000).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return {
    dueAt: stamp(endOfDay(received, day)),
    profile: { zh: '移动传输专线规则', en: 'CM transmission rules' },
    workdays,
    near,
    dayZero: question.orderReceivedAt.slice(0, 10),
    calendar: '2026-1',
    provisional: new Date(received).getUTCFullYear() > 2026,
  };
}
