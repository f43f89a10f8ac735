import type {
  AmendJob,
  CalendarAnswer,
  CalendarInForce,
  CatalogueSummary,
  Dispatched,
  DispatchJob,
  DoAct,
  DueDateAnswer,
  DueDateQuestion,
  JobList,
  JobRecord,
  JobStateFilter,
  JobSummary,
  Notices,
  People,
  ProblemBody,
  Session,
} from './api';
import { Problem, Unreachable } from './problem';

/** After this long without an answer headquarters counts as unreachable. */
const ANSWER_TIMEOUT_MS = 20_000;

export interface ListQuery {
  state: JobStateFilter;
  level: string;
  kind: string;
  assignee: string;
  q: string;
}

type Method = 'GET' | 'POST' | 'DELETE';

/** Headquarters' console API, one method a route. */
export class Client {
  /** Called when a request finds that the session has ended. */
  onUnauthenticated: () => void = () => {};

  login = (name: string, password: string) => this.#ask<Session>('POST', '/session', { name, password });
  logout = () => this.#ask<null>('DELETE', '/session');
  session = () => this.#ask<Session>('GET', '/session');

  jobs(query: ListQuery, signal?: AbortSignal) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
    return this.#ask<JobList>('GET', `/jobs?${search}`, undefined, signal);
  }
  summary = (id: string, signal?: AbortSignal) =>
    this.#ask<JobSummary>('GET', `/jobs/${id}/summary`, undefined, signal);
  record = (id: string) => this.#ask<JobRecord>('GET', `/jobs/${id}`);

  calendar = () => this.#ask<CalendarInForce>('GET', '/calendar');
  importCalendar = (text: string, publish: boolean) =>
    this.#ask<CalendarAnswer>('POST', '/calendar', { text, publish });

  catalogue = () => this.#ask<CatalogueSummary>('GET', '/catalogue');
  people = () => this.#ask<People>('GET', '/people');
  notices = () => this.#ask<Notices>('GET', '/notices');

  dueDate = (question: DueDateQuestion, signal?: AbortSignal) =>
    this.#ask<DueDateAnswer>('POST', '/due-date', question, signal);
  dispatch = (job: DispatchJob) => this.#ask<Dispatched>('POST', '/jobs', job);
  amend = (id: string, change: AmendJob) => this.#ask<JobSummary>('POST', `/jobs/${id}/amend`, change);
  cancel = (id: string, reason: string) => this.#ask<JobSummary>('POST', `/jobs/${id}/cancel`, { reason });
  reassign = (id: string, assignee: string, reason: string) =>
    this.#ask<JobSummary>('POST', `/jobs/${id}/reassign`, { assignee, reason });
  chooseReport = (id: string, event: string, reason: string) =>
    this.#ask<JobSummary>('POST', `/jobs/${id}/choose-report`, { event, reason });
  act = (id: string, act: DoAct) => this.#ask<JobSummary>('POST', `/jobs/${id}/acts`, act);

  async #ask<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const answer = await this.#send(method, path, body, signal);
    if (answer.status === 204) return null as T;
    const content = await json(answer);
    if (answer.ok) return content as T;
    const problem = new Problem(content as ProblemBody);
    if (problem.code === 'unauthenticated') this.onUnauthenticated();
    throw problem;
  }

  async #send(method: Method, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
    const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    try {
      return await fetch(`/api${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', 'X-Lineproof': 'console' },
        body: body === undefined ? null : JSON.stringify(body),
        credentials: 'same-origin',
        cache: 'no-store',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Unreachable('no answer', { cause: error });
    }
  }
}

/** Where the bytes of a job's file are. */
export function blobAddress(job: string, sha256: string, download = false): string {
  return `/api/jobs/${job}/blobs/${sha256}${download ? '?download=1' : ''}`;
}

async function json(answer: Response): Promise<unknown> {
  const type = answer.headers.get('Content-Type') ?? '';
  const ours = answer.ok ? type.startsWith('application/json') : type.startsWith('application/problem+json');
  if (!ours) throw new Unreachable(`unexpected answer ${answer.status} ${type}`);
  try {
    return await answer.json();
  } catch (error) {
    throw new Unreachable('answer cut short', { cause: error });
  }
}
