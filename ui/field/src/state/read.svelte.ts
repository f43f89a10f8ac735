/** Something read from the device: still reading, read, or not readable this time. */
export type Reading<T> = { is: 'reading' } | { is: 'read'; value: T } | { is: 'failed'; error: unknown };

/** Reads again on demand and keeps showing what it had until the new answer is there. */
export class Read<T> {
  reading = $state.raw<Reading<T>>({ is: 'reading' });
  #read: () => Promise<T>;
  #turn = 0;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  get value(): T | null {
    return this.reading.is === 'read' ? this.reading.value : null;
  }

  /** Takes a fresher value that a command answered with. */
  set(value: T) {
    this.#turn += 1;
    this.reading = { is: 'read', value };
  }

  again = async (): Promise<void> => {
    const turn = ++this.#turn;
    try {
      const value = await this.#read();
      if (turn === this.#turn) this.reading = { is: 'read', value };
    } catch (error) {
      if (turn === this.#turn && this.reading.is !== 'read') this.reading = { is: 'failed', error };
    }
  };
}
