/** What is happening to a slot beside what is stored: files on their way to the disk, or some that did not get there. */
export type SlotWork = { is: 'saving'; left: number } | { is: 'failed'; error: unknown; files: File[] };

/** The photos of a job on their way to the disk. Outlives the screen they were chosen on. */
export class PhotoWork {
  of = $state.raw<Readonly<Record<string, SlotWork>>>({});
  #queues: Record<string, File[]> = {};
  #put: (slot: string, file: File) => Promise<void>;

  constructor(put: (slot: string, file: File) => Promise<void>) {
    this.#put = put;
  }

  get idle(): boolean {
    return Object.keys(this.of).length === 0;
  }
  /** Files that are kept because the disk did not take them. */
  get failed(): number {
    return Object.values(this.of).reduce(
      (sum, work) => sum + (work.is === 'failed' ? work.files.length : 0),
      0,
    );
  }

  /** Saves the files one after another; those that fail are kept for another try. Files chosen while others of the
   * slot are being saved wait behind them. */
  async save(slot: string, files: File[]) {
    const running = this.#queues[slot];
    if (running) {
      running.push(...files);
      return;
    }
    const earlier = this.of[slot];
    const queue = [...(earlier?.is === 'failed' ? earlier.files : []), ...files];
    this.#queues[slot] = queue;
    const kept: File[] = [];
    let failure: unknown = null;
    for (let file = queue.shift(); file; file = queue.shift()) {
      this.#set(slot, { is: 'saving', left: queue.length + 1 });
      try {
        await this.#put(slot, file);
      } catch (error) {
        failure = error;
        kept.push(file);
      }
    }
    delete this.#queues[slot];
    this.#set(slot, kept.length > 0 ? { is: 'failed', error: failure, files: kept } : null);
  }

  /** Tries the files again that were kept. */
  retry(slot: string) {
    return this.save(slot, []);
  }

  /** Lets go of the files that were kept. */
  forget(slot: string) {
    if (this.of[slot]?.is === 'failed') this.#set(slot, null);
  }

  #set(slot: string, work: SlotWork | null) {
    const others = Object.entries(this.of).filter(([known]) => known !== slot);
    this.of = Object.fromEntries(work ? [...others, [slot, work]] : others);
  }
}
