import { Look } from '@lineproof/shared';
import { Messages, type Locale, type Sources } from '@lineproof/shared/i18n';
import { getContext, setContext } from 'svelte';
import { commands, onChanged, type LockView, type ShellState, type Theme } from '../backend';
import { watchIdle } from './idle';
import { Router } from './route.svelte';

const CONTEXT = Symbol('app');
/** Clocks tick in minutes, so the screens read again once a minute. */
const TICK_MS = 60_000;

/** What every screen shares: whether it is open, what stands around it, where the person is, how it looks. */
export class App {
  lock = $state<LockView>() as LockView;
  shell = $state<ShellState | null>(null);
  /** Counts up whenever what a screen shows may have changed beneath it. */
  pulse = $state(0);
  sheet = $state<'safe' | null>(null);
  readonly messages: Messages;
  readonly look: Look;
  readonly router = new Router();

  constructor(lock: LockView, sources: Sources) {
    this.lock = lock;
    this.messages = new Messages(sources, lock.language);
    this.look = new Look(lock.theme);
  }

  get open(): boolean {
    return this.lock.state === 'open';
  }

  /** Begins to listen and to tick; gives the way to stop. */
  start(): () => void {
    const timer = setInterval(() => this.refresh(), TICK_MS);
    const listening = onChanged((changed) => {
      if (changed.locked) void this.relock();
      else this.refresh();
    });
    const stopWatching = watchIdle(
      async () => (await commands.settings()).lockAfterMin,
      () => {
        if (this.open) void this.relock();
      },
    );
    this.refresh();
    return () => {
      clearInterval(timer);
      stopWatching();
      void listening.then((stop) => stop());
    };
  }

  /** Reads what stands around the screens again and tells them to do the same. */
  refresh() {
    if (!this.open) return;
    this.pulse += 1;
    commands.shellState().then(
      (shell) => (this.shell = shell),
      (error: unknown) => console.error('shell', error),
    );
  }

  opened(lock: LockView) {
    this.lock = lock;
    this.refresh();
  }

  async relock() {
    this.lock = this.open ? await commands.lock() : await commands.lockView();
    this.sheet = null;
  }

  async speak(locale: Locale) {
    this.messages.locale = locale;
    document.documentElement.lang = locale;
    await commands.changeSettings({ language: locale, theme: null, lockAfterMin: null });
  }

  async dress(theme: Theme) {
    this.look.set(theme);
    await this.#keepTheme();
  }

  async toggleSunlight() {
    this.look.toggleSunlight();
    await this.#keepTheme();
  }

  async #keepTheme() {
    await commands.changeSettings({ language: null, theme: this.look.theme, lockAfterMin: null });
  }
}

export function provideApp(app: App): App {
  return setContext(CONTEXT, app);
}

export function useApp(): App {
  return getContext<App>(CONTEXT);
}
