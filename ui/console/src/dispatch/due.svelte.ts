import type { DueDate, DueDateQuestion, KindNeeds } from '../backend/api';
import type { Client } from '../backend/client';
import { requestOf, check, type Typed } from './fields';

/** Judged while typing, after a pause. */
const PAUSE_MS = 400;

export type DueStatus =
  | { is: 'unasked' }
  | { is: 'asking' }
  /** `stale` while the form has changed and the new answer is on its way. */
  | { is: 'known'; due: DueDate | null; stale: boolean }
  | { is: 'failed'; error: unknown };

/** The due date that the rules give for the form as it stands. */
export class DueReckoner {
  status = $state.raw<DueStatus>({ is: 'unasked' });
  #client: Client;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;
  #asked = '';

  constructor(client: Client) {
    this.#client = client;
  }

  ask(typed: Typed, now: string, needs: KindNeeds) {
    const wrong = check(typed, now, needs);
    const ready = !wrong.orderReceivedAt && !wrong.level && !wrong['details.points'] && !wrong.distanceKm;
    if (!ready) return this.#set('', { is: 'unasked' });
    const { kind, service, profiles, level, distanceKm, orderReceivedAt, details } = requestOf(typed, now);
    const { points, resourceCase, openedOn } = details ?? {};
    const question: DueDateQuestion = {
      kind,
      service,
      profiles,
      level,
      distanceKm,
      orderReceivedAt,
      points: points ?? null,
      resourceCase: resourceCase ?? null,
      openedOn: openedOn ?? null,
    };
    const key = JSON.stringify(question);
    if (key === this.#asked) return;
    this.#set(key, this.status.is === 'known' ? { ...this.status, stale: true } : { is: 'asking' });
    this.#timer = setTimeout(() => void this.#send(question), PAUSE_MS);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  #set(asked: string, status: DueStatus) {
    this.stop();
    this.#asked = asked;
    this.status = status;
  }

  async #send(question: DueDateQuestion) {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const { due } = await this.#client.dueDate(question, asking.signal);
      this.status = { is: 'known', due: due ?? null, stale: false };
    } catch (error) {
      if (asking.signal.aborted) return;
      this.#asked = '';
      this.status = { is: 'failed', error };
    }
  }
}
