import { SvelteMap } from 'svelte/reactivity';
import type { Verdict, Words } from '../backend';

/** Where something is typed: the step, the element that takes it, and its name. */
export interface Place {
  step: string;
  place: string;
  name: Words;
}

/** What was typed at one place and is not stored yet, and why it was refused. */
export class Draft {
  readonly at: Place;
  value = $state<string | null>(null);
  remark = $state<string | null>(null);
  wrong = $state<unknown>(null);
  /** The verdict of `value` while it is typed. */
  trial = $state.raw<Verdict | null>(null);
  #turn = 0;

  constructor(at: Place) {
    this.at = at;
  }

  /** Asks for the verdict of what is typed; an answer that comes after the next key, or after the drop, is not heard. */
  async judge(ask: () => Promise<Verdict>) {
    this.drop();
    const turn = this.#turn;
    try {
      const verdict = await ask();
      if (turn === this.#turn) this.trial = verdict;
    } catch (error) {
      if (turn === this.#turn) this.wrong = error;
    }
  }

  /** Forgets the verdict and the refusal of what no longer stands in the field. */
  drop() {
    this.#turn += 1;
    this.trial = null;
    this.wrong = null;
  }
}

/** Everything typed in a job that is not stored yet. Outlives the screen it was typed on. */
export class Drafts {
  #known: Record<string, Draft> = {};
  #refused = new SvelteMap<string, Draft>();
  #saving: Promise<unknown>[] = [];

  of(id: string, at: Place): Draft {
    return (this.#known[id] ??= new Draft(at));
  }

  /** What was refused and still waits to be mended. */
  get refused(): Draft[] {
    return [...this.#refused.values()].filter((draft) => draft.wrong !== null);
  }
  get idle(): boolean {
    return this.refused.length === 0 && this.#saving.length === 0;
  }

  /** Saves what stands in a draft and says whether it was stored; what was refused stays in it. */
  async save(draft: Draft, deed: () => Promise<unknown>): Promise<boolean> {
    const { value, remark } = draft;
    draft.drop();
    const saving = deed();
    this.#saving.push(saving);
    const id = `${draft.at.step} ${draft.at.place}`;
    try {
      await saving;
      if (draft.value === value) draft.value = null;
      if (draft.remark === remark) draft.remark = null;
      this.#refused.delete(id);
      return true;
    } catch (error) {
      draft.wrong = error;
      this.#refused.set(id, draft);
      return false;
    } finally {
      this.#saving = this.#saving.filter((other) => other !== saving);
    }
  }

  /** Leaves the field that is typed in and waits for every save that is under way. */
  async settled(): Promise<void> {
    leaveField();
    await Promise.allSettled(this.#saving);
  }
}

function leaveField() {
  const typing = document.activeElement;
  if (typing instanceof HTMLInputElement || typing instanceof HTMLTextAreaElement) typing.blur();
}
