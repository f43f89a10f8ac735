import { stampLike } from './words/time';

/** Minutes tick on screen, not seconds; a quarter of a minute is exact enough for that. */
const TICK_MS = 15_000;

/** Headquarters' clock, which all deadlines are reckoned by, kept running between two answers. */
export class HeadquartersTime {
  /** Headquarters' time now, in headquarters' offset. */
  now = $state(stampLike(Date.now(), ''));
  /** When headquarters was last heard. */
  heardAt = $state<string | null>(null);
  #aheadMs = 0;

  constructor() {
    setInterval(() => this.#tick(), TICK_MS);
  }

  heard(stamp: string) {
    this.#aheadMs = Date.parse(stamp) - Date.now();
    this.heardAt = stamp;
    this.now = stamp;
  }

  #tick() {
    this.now = stampLike(Date.now() + this.#aheadMs, this.heardAt ?? this.now);
  }
}
