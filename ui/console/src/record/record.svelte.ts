import type { JobRecord } from '../backend/api';
import type { Client } from '../backend/client';
import type { Live } from '../backend/live.svelte';

/** While a laptop sends its day, changes come by the second; one reading answers a burst. */
const SETTLE_MS = 500;

/** One job's record, read again whenever headquarters says that it changed. What is on screen stays meanwhile. */
export class RecordReader {
  record = $state.raw<JobRecord | null>(null);
  error = $state.raw<unknown>(null);
  /** How often it was read anew since it was opened. */
  updates = $state(0);

  #client: Client;
  #job: string;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #unlisten: () => void;

  constructor(client: Client, live: Live, job: string) {
    this.#client = client;
    this.#job = job;
    this.#unlisten = live.listen((news) => {
      if (news.is === 'reconnected' || (news.is === 'job' && news.job === job)) this.#soon();
    });
    void this.read();
  }

  read = async () => {
    try {
      this.record = await this.#client.record(this.#job);
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  };

  close() {
    clearTimeout(this.#settle);
    this.#unlisten();
  }

  #soon() {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(async () => {
      await this.read();
      this.updates += 1;
    }, SETTLE_MS);
  }
}
