export const THEMES = ['auto', 'light', 'dark', 'sunlight'] as const;
export type Theme = (typeof THEMES)[number];

/** The look of the page. `auto` follows the operating system; sunlight is one press away from any other. */
export class Look {
  theme = $state<Theme>('auto');
  #before: Theme = 'auto';
  #system = matchMedia('(prefers-color-scheme: dark)');

  constructor(theme: Theme) {
    this.#system.addEventListener('change', () => this.#apply());
    this.set(theme);
  }

  set(theme: Theme) {
    if (theme !== 'sunlight') this.#before = theme;
    this.theme = theme;
    this.#apply();
  }

  /** The sun button: sunlight on, and back to what was there before. */
  toggleSunlight() {
    this.set(this.theme === 'sunlight' ? this.#before : 'sunlight');
  }

  #apply() {
    const auto = this.#system.matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = this.theme === 'auto' ? auto : this.theme;
  }
}
