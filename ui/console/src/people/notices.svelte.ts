import type { Notice } from '../backend/api';
import type { Client } from '../backend/client';
import type { Live } from '../backend/live.svelte';

/** What belongs to no single job: quarantined entries, forked logs, silent devices. */
export class NoticeList {
  notices = $state.raw<Notice[]>([]);
  error = $state.raw<unknown>(null);
  count = $derived(this.notices.length);
  #client: Client;

  constructor(client: Client, live: Live) {
    this.#client = client;
    live.listen((news) => {
      if (news.is !== 'job') void this.read();
    });
  }

  read = async () => {
    try {
      this.notices = (await this.#client.notices()).notices;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  };
}
