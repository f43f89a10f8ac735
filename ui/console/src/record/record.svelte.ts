import { Read } from '@lineproof/shared';
import type { JobRecord } from '../backend/api';
import type { Client } from '../backend/client';
import type { Live } from '../backend/live.svelte';

/** While a laptop sends its day, changes come by the second; one reading answers a burst. */
const SETTLE_MS = 500;

/** One job's record, read again whenever headquarters says that it changed. What is on screen stays meanwhile. */
export class RecordReader extends Read<JobRecord> {
  /** How often it was read anew since it was opened. */
  updates = $state(0);

  #settle: ReturnType<typeof setTimeout> | undefined;
  #unlisten: () => void;

  constructor(client: Client, live: Live, job: string) {
    super(() => client.record(job));
    this.#unlisten = live.listen((news) => {
      if (news.is === 'opened' || (news.is === 'job' && news.job === job)) this.#soon();
    });
    void this.again();
  }

  close() {
    clearTimeout(this.#settle);
    this.#unlisten();
  }

  #soon() {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(async () => {
      await this.again();
      this.updates += 1;
    }, SETTLE_MS);
  }
}
