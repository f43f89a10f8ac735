import { stampLike, wall } from '../words/time';

/** The last day on which the work is in time: a deadline at midnight belongs to the day that ends there. */
export function lastDay(dueAt: string): string {
  return wall(stampLike(Date.parse(dueAt) - 60_000, dueAt)).date;
}
