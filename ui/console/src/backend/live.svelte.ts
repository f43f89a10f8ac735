import type { JobChanged, LiveHello } from './api';

/** Headquarters beats every 15 s; after this long without anything the line counts as dead. */
const SILENCE_MS = 40_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 30_000;

export type LiveStatus = 'off' | 'connecting' | 'live' | 'broken';
export type LiveNews = { is: 'job'; job: string; change: number } | { is: 'notices' } | { is: 'opened' };

/** The line on which headquarters says what changed. Keeps itself open and tells how it is. */
export class Live {
  status = $state<LiveStatus>('off');
  /** Called with headquarters' time whenever it is heard. */
  onTime: (now: string) => void = () => {};
  /** Called when the line cannot be opened; tells a lost session from a lost connection. */
  onRefused: () => void = () => {};

  #listeners: ((news: LiveNews) => void)[] = [];
  #source: EventSource | null = null;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retryMs = RETRY_FIRST_MS;
  #opened = 0;

  listen(listener: (news: LiveNews) => void): () => void {
    this.#listeners.push(listener);
    return () => (this.#listeners = this.#listeners.filter((other) => other !== listener));
  }

  open() {
    this.close();
    this.status = this.#opened === 0 ? 'connecting' : 'broken';
    const source = new EventSource('/api/events');
    this.#source = source;
    source.addEventListener('hello', (event) => this.#hello(event));
    source.addEventListener('beat', (event) => this.#beat(event));
    source.addEventListener('job', (event) => this.#job(event));
    source.addEventListener('notices', () => this.#tell({ is: 'notices' }));
    source.addEventListener('sessionEnded', () => this.#refused());
    source.addEventListener('error', () => this.#broke());
    this.#waitForSound();
  }

  close() {
    clearTimeout(this.#silence);
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
    this.status = 'off';
  }

  #hello(event: MessageEvent<string>) {
    this.#beat(event);
    this.status = 'live';
    this.#retryMs = RETRY_FIRST_MS;
    this.#opened += 1;
    // What changed before this moment, and after what was read earlier, is not told on this line.
    this.#tell({ is: 'opened' });
  }

  #beat(event: MessageEvent<string>) {
    this.#waitForSound();
    this.onTime((JSON.parse(event.data) as LiveHello).now);
  }

  #job(event: MessageEvent<string>) {
    this.#waitForSound();
    const changed = JSON.parse(event.data) as JobChanged;
    this.onTime(changed.at);
    this.#tell({ is: 'job', job: changed.job, change: changed.change });
  }

  #tell(news: LiveNews) {
    for (const listener of this.#listeners) listener(news);
  }

  #waitForSound() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#broke(), SILENCE_MS);
  }

  #refused() {
    this.close();
    this.onRefused();
  }

  #broke() {
    this.close();
    this.status = 'broken';
    this.onRefused();
    this.#retry = setTimeout(() => this.open(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MOST_MS);
  }
}
