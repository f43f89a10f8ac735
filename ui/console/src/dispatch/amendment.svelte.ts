import type { Plan } from '../backend/api';
import { Draft } from './draft.svelte';
import { formOf } from './fields';

/** A change of a plan being filled in. It survives leaving the screen, as long as the plan stays the same. */
export class Amendment {
  readonly job: string;
  readonly rev: number;
  readonly draft: Draft;
  what = $state('');

  constructor(job: string, plan: Plan) {
    this.job = job;
    this.rev = plan.rev;
    this.draft = new Draft(formOf(plan));
  }
}
