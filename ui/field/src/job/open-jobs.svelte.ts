import { untrack } from 'svelte';
import type { JobRoute } from '../state/route.svelte';
import { OpenJob } from './job.svelte';

/** The jobs that are held open: the one looked at, and those in which something still waits to be stored. */
export class OpenJobs {
  #held = $state.raw<readonly OpenJob[]>([]);
  #entered: JobRoute | null = null;

  /** The job of a place. Coming back to the same place (after the lock) finds it as it was left. */
  enter(route: JobRoute): OpenJob {
    return untrack(() => {
      const known = this.#held.find((job) => job.id === route.job);
      const open = known ?? new OpenJob(route.job);
      if (this.#entered !== route) open.enter(route.step);
      this.#entered = route;
      this.#held = [...this.#held.filter((job) => job !== open && !job.idle), open];
      return open;
    });
  }

  /** Jobs in which something was not stored. */
  get unstored(): OpenJob[] {
    return this.#held.filter((job) => job.photos.failed > 0 || job.drafts.refused.length > 0);
  }

  /** Waits for every save that is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#held.map((job) => job.drafts.settled()));
  }

  clear() {
    this.#held = [];
    this.#entered = null;
  }
}
