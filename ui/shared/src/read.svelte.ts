/** Something read from behind the window: still reading, read, or not readable so far. */
export type Reading<T> = { is: 'reading' } | { is: 'read'; value: T } | { is: 'failed'; error: unknown };

/**
 * Reads again on demand and keeps showing what it had until the new answer is there. Answers may overtake each other:
 * the answer to an older question never replaces that to a newer one.
 */
export class Read<T> {
  value = $state.raw<T | null>(null);
  /** Why the newest reading failed; a value beside it is older. */
  error = $state.raw<unknown>(null);
  #read: () => Promise<T>;
  #asked = 0;
  #answered = 0;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  get reading(): Reading<T> {
    if (this.value !== null) return { is: 'read', value: this.value };
    return this.error === null ? { is: 'reading' } : { is: 'failed', error: this.error };
  }

  again = async (): Promise<void> => {
    const turn = ++this.#asked;
    try {
      const value = await this.#read();
      if (this.#isNewest(turn)) this.#show(value);
    } catch (error) {
      if (this.#isNewest(turn)) this.error = error;
    }
  };

  /** Shows what a deed answers with. What was asked after it and answered before it may know more: read once more. */
  async take(deed: () => Promise<T>): Promise<void> {
    const turn = ++this.#asked;
    const value = await deed();
    const isNewest = this.#isNewest(turn);
    this.#show(value);
    if (!isNewest) void this.again();
  }

  #show(value: T) {
    this.value = value;
    this.error = null;
  }

  #isNewest(turn: number): boolean {
    if (turn < this.#answered) return false;
    this.#answered = turn;
    return true;
  }
}
