import type { JobList, JobRow, JobStateFilter } from '../backend/api';
import type { ListQuery } from '../backend/client';
import { urgency, type Urgency } from '../words/clock';
import { isClosed } from '../words/job';

const ORDER: Urgency[] = ['overdue', 'hour', 'today', 'paused', 'later', 'met', 'closed'];

export interface JobGroup {
  urgency: Urgency;
  rows: JobRow[];
}

export const OPEN_JOBS: ListQuery = { state: 'open', level: '', kind: '', assignee: '', q: '' };

/** The conditions that stand in an address. */
export function queryOf(words: URLSearchParams): ListQuery {
  const state = words.get('state');
  const known: JobStateFilter = state === 'closed' || state === 'all' ? state : 'open';
  return {
    state: known,
    level: words.get('level') ?? '',
    kind: words.get('kind') ?? '',
    assignee: words.get('assignee') ?? '',
    q: words.get('q') ?? '',
  };
}

export function grouped(list: JobList): JobGroup[] {
  const groups = ORDER.map((name): JobGroup => ({ urgency: name, rows: [] }));
  for (const row of list.jobs) {
    const name = isClosed(row.whereNow.phase) ? 'closed' : urgency(row.clock, list.now);
    groups.find((group) => group.urgency === name)?.rows.push(row);
  }
  return groups.filter((group) => group.rows.length > 0);
}

/** How many jobs came, went or changed group. A new order within a group waits for one of these. */
export function moved(before: JobGroup[], after: JobGroup[]): number {
  const was = groupOf(before);
  const will = groupOf(after);
  const ids = new Set([...was.keys(), ...will.keys()]);
  return [...ids].filter((id) => was.get(id) !== will.get(id)).length;
}

function groupOf(groups: JobGroup[]): Map<string, Urgency> {
  return new Map(groups.flatMap(({ urgency: name, rows }) => rows.map((row) => [row.id, name] as const)));
}

/** The same rows where they stand, each as it is now. */
export function renewed(groups: JobGroup[], jobs: JobRow[]): JobGroup[] {
  const byId = new Map(jobs.map((row) => [row.id, row]));
  return groups.map((group) => ({ ...group, rows: group.rows.map((row) => byId.get(row.id) ?? row) }));
}
