import type { JobCounts, JobList, Text } from '../backend/api';
import type { Client, ListQuery } from '../backend/client';
import type { Live } from '../backend/live.svelte';
import { grouped, moved, OPEN_JOBS, renewed, type JobGroup } from './groups';

/** Changes come in bursts; one reading answers a burst. */
const SETTLE_MS = 600;
export type ListStatus = { is: 'reading' } | { is: 'ready' } | { is: 'failed'; error: unknown };
/** The list. Rows are kept up to date where they stand; what would move, come or go waits until it is taken in. */
export class Jobs {
  status = $state.raw<ListStatus>({ is: 'reading' });
  groups = $state.raw<JobGroup[]>([]);
  counts = $state.raw<JobCounts | null>(null);
  total = $state(0);
  /** How many jobs came, went or changed group since the list was taken in. */
  waiting = $state(0);
  selected = $state<string | null>(null);

  /** Everybody who was seen with a job, whatever the conditions since: id and name. */
  people = $state.raw<Readonly<Record<string, string>>>({});

  /** Every kind of job that was seen: key and name. */
  kinds = $state.raw<Readonly<Record<string, Text>>>({});

  rows = $derived(this.groups.flatMap((group) => group.rows));
  selectedRow = $derived(this.rows.find((row) => row.id === this.selected) ?? null);

  #client: Client;
  #query: ListQuery = OPEN_JOBS;
  #fresh: JobList | null = null;
  #reading: AbortController | null = null;
  #settle: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, live: Live) {
    this.#client = client;
    live.listen((news) => {
      if (news.is !== 'notices') this.#soon();
    });
  }

  /** Reads the list for these conditions and shows it. */
  async read(query: ListQuery) {
    const same = JSON.stringify(query) === JSON.stringify(this.#query);
    this.#query = query;
    if (!same) this.groups = [];
    if (this.groups.length === 0) this.status = { is: 'reading' };
    const list = await this.#ask();
    if (list) this.#show(list);
  }

  /** Reads again what is shown; for a retry. */
  again = () => this.read(this.#query);

  /** Takes in what waits. */
  take() {
    if (this.#fresh) this.#show(this.#fresh);
  }

  step(by: 1 | -1) {
    const at = this.rows.findIndex((row) => row.id === this.selected);
    const next = at < 0 ? 0 : Math.max(0, Math.min(this.rows.length - 1, at + by));
    this.selected = this.rows[next]?.id ?? null;
  }

  #soon() {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => void this.#refresh(), SETTLE_MS);
  }

  async #refresh() {
    const list = await this.#ask();
    if (!list) return;
    if (this.groups.length === 0) return this.#show(list);
    this.#fresh = list;
    this.counts = list.counts;
    this.waiting = moved(this.groups, grouped(list));
    this.groups = renewed(this.groups, list.jobs);
  }

  async #ask(): Promise<JobList | null> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    try {
      return await this.#client.jobs(this.#query, reading.signal);
    } catch (error) {
      if (!reading.signal.aborted && this.groups.length === 0) this.status = { is: 'failed', error };
      return null;
    }
  }

  #show(list: JobList) {
    this.#fresh = null;
    this.waiting = 0;
    this.groups = grouped(list);
    const seen = list.jobs.flatMap(({ assignee }) =>
      assignee ? [[assignee.id, assignee.name] as const] : [],
    );
    this.people = { ...this.people, ...Object.fromEntries(seen) };
    this.kinds = { ...this.kinds, ...Object.fromEntries(list.jobs.map((job) => [job.kind, job.kindName])) };
    this.counts = list.counts;
    this.total = list.total;
    this.status = { is: 'ready' };
    if (!this.rows.some((row) => row.id === this.selected)) this.selected = this.rows[0]?.id ?? null;
  }
}
