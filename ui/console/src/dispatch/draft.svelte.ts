import type { KindNeeds } from '../backend/api';
import type { Client } from '../backend/client';
import { Problem } from '../backend/problem';
import { newId } from './id';
import {
  check,
  emptyForm,
  FIELDS,
  NEEDS_ALL,
  requestOf,
  wrongFrom,
  type FieldName,
  type Typed,
  type Wrong,
} from './fields';

const KEPT = 'lineproof.new-job';

/** A form being filled. It survives leaving the screen and a reload of the page, until it is sent or cleared. */
export class Draft {
  typed = $state<Typed>(emptyForm());
  /** What the chosen kind of job must say. */
  needs = $state.raw<KindNeeds>(NEEDS_ALL);
  /** Fields that were left once, or all after an attempt to send: only these complain. */
  #seen = $state<Partial<Record<FieldName, boolean>>>({});
  #refused = $state.raw<Wrong>({});
  #start: Typed;
  #kept: boolean;
  id = newId();

  constructor(typed: Typed | null) {
    this.#kept = typed === null;
    this.#start = typed ?? emptyForm();
    this.typed = { ...this.#start };
    if (this.#kept) this.#restore();
  }

  isTouched = $derived(FIELDS.some((field) => this.typed[field] !== this.#start[field]));

  set(field: FieldName, text: string) {
    this.typed[field] = text;
    if (this.#refused[field]) this.#refused = { ...this.#refused, [field]: undefined };
    if (this.#kept) sessionStorage.setItem(KEPT, JSON.stringify({ id: this.id, typed: this.typed }));
  }

  leave(field: FieldName) {
    this.#seen[field] = true;
  }

  wrong(now: string): Wrong {
    return { ...check(this.typed, now, this.needs), ...defined(this.#refused) };
  }

  /** What to show now: complaints about fields that the person has been to. */
  shown(now: string): Wrong {
    const wrong = this.wrong(now);
    for (const field of FIELDS) if (!this.#seen[field]) delete wrong[field];
    return wrong;
  }

  /** How many complaints are on screen. */
  complaints(now: string): number {
    return Object.values(this.shown(now)).filter(Boolean).length;
  }

  /** Looks at everything; the first wrong field, or none. */
  complain(now: string): FieldName | undefined {
    this.#seen = Object.fromEntries(FIELDS.map((field) => [field, true]));
    const wrong = this.wrong(now);
    return FIELDS.find((field) => wrong[field]);
  }

  /** Sends it as a new job. Headquarters' objections come back to their fields. */
  async dispatch(client: Client, now: string): Promise<string> {
    const { id } = await this.send(() => client.dispatch({ id: this.id, ...requestOf(this.typed, now) }));
    this.clear();
    return id;
  }

  async send<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      if (error instanceof Problem && error.code === 'invalid') this.#refused = wrongFrom(error.fields);
      if (error instanceof Problem && error.code === 'order-no-taken') this.#refused = { orderNo: 'taken' };
      throw error;
    }
  }

  clear() {
    this.typed = { ...this.#start };
    this.#seen = {};
    this.#refused = {};
    this.id = newId();
    if (this.#kept) sessionStorage.removeItem(KEPT);
  }

  #restore() {
    const kept = sessionStorage.getItem(KEPT);
    if (!kept) return;
    const { id, typed } = JSON.parse(kept) as { id: string; typed: Typed };
    this.id = id;
    this.typed = { ...this.#start, ...typed };
  }
}

function defined(wrong: Wrong): Wrong {
  return Object.fromEntries(Object.entries(wrong).filter(([, code]) => code !== undefined));
}
