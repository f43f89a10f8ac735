const DONE_FOR_MS = 1000;

export type DeedStatus = { is: 'rest' } | { is: 'busy' } | { is: 'done' } | { is: 'failed'; error: unknown };

/** Something asynchronous that a person starts: at rest, busy, failed with its error, done for a second. */
export class Deed {
  status = $state<DeedStatus>({ is: 'rest' });

  /** Runs it once; a second start while busy does nothing. What it throws stays in `status`. */
  async run(deed: () => unknown): Promise<void> {
    if (this.status.is === 'busy') return;
    const outcome = deed();
    if (!(outcome instanceof Promise)) return;
    this.status = { is: 'busy' };
    try {
      await outcome;
      this.status = { is: 'done' };
      setTimeout(() => {
        if (this.status.is === 'done') this.status = { is: 'rest' };
      }, DONE_FOR_MS);
    } catch (error) {
      this.status = { is: 'failed', error };
    }
  }
}
