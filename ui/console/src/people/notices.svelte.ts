import { Read } from '@lineproof/shared';
import type { Notice } from '../backend/api';
import type { Client } from '../backend/client';
import type { Live } from '../backend/live.svelte';

/** What belongs to no single job: quarantined entries, forked logs, silent devices. */
export class NoticeList extends Read<Notice[]> {
  notices = $derived(this.value ?? []);
  count = $derived(this.notices.length);

  constructor(client: Client, live: Live) {
    super(async () => (await client.notices()).notices);
    live.listen((news) => {
      if (news.is !== 'job') void this.again();
    });
  }
}
