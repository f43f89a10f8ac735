import { Look } from '@lineproof/shared';
import { Messages, type Locale, type Sources } from '@lineproof/shared/i18n';
import { getContext, setContext } from 'svelte';
import { commands, onChanged, type LockView, type ShellState, type Theme } from '../backend';
import { watchIdle } from './idle';
import { OpenJobs } from '../job/open-jobs.svelte';
import { Signing, type SignRoute } from '../sign/signing.svelte';
import { Router } from './route.svelte';

const CONTEXT = Symbol('app');
/** Clocks tick in minutes, so the screens read again once a minute. */
const TICK_MS = 60_000;
/** A save that hangs does not keep the screens open longer than this. */
const SAVE_BEFORE_LOCK_MS = 3_000;

/** Something the window itself could not do, said at the head of every screen. */
export interface Trouble {
  what: 'lock' | 'read' | 'settings';
  error: unknown;
}

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
  readonly jobs = new OpenJobs();
  signing: Signing | null = null;
  trouble = $state.raw<Trouble | null>(null);
  #person: string | null = null;

  constructor(lock: LockView, sources: Sources) {
    this.lock = lock;
    this.#person = lock.lastProfile;
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
      (shell) => {
        this.shell = shell;
        if (this.trouble?.what === 'read') this.trouble = null;
      },
      (error: unknown) => {
        if (this.open) this.trouble = { what: 'read', error };
      },
    );
  }

  /** Somebody opened it. Whoever was here before finds what he was at; another person finds nothing of his. */
  opened(lock: LockView) {
    if (lock.lastProfile !== this.#person) {
      this.jobs.clear();
      this.signing = null;
      this.router.go({ at: 'today' });
    }
    this.#person = lock.lastProfile;
    this.lock = lock;
    this.refresh();
  }

  /** Locks, after what is being typed is stored. */
  async relock() {
    try {
      if (this.open) {
        const late = new Promise((done) => setTimeout(done, SAVE_BEFORE_LOCK_MS));
        await Promise.race([this.jobs.settled(), late]);
        this.lock = await commands.lock();
      } else {
        this.lock = await commands.lockView();
      }
      this.trouble = null;
      this.sheet = null;
    } catch (error) {
      this.trouble = { what: 'lock', error };
    }
  }

  /** What was put in for a signature so far. */
  signingAt(route: SignRoute): Signing {
    const known = this.signing;
    const same = known?.document === route.document && known.field === route.field;
    if (same) known.route = route;
    return (this.signing = same ? known : new Signing(route));
  }

  async speak(locale: Locale) {
    this.messages.locale = locale;
    document.documentElement.lang = locale;
    await this.#keep({ language: locale, theme: null, lockAfterMin: null });
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
    await this.#keep({ language: null, theme: this.look.theme, lockAfterMin: null });
  }

  /** After so many idle minutes it locks. */
  lockAfter(minutes: number): Promise<void> {
    return this.#keep({ language: null, theme: null, lockAfterMin: minutes });
  }

  async #keep(change: Parameters<typeof commands.changeSettings>[0]): Promise<void> {
    try {
      await commands.changeSettings(change);
      if (this.trouble?.what === 'settings') this.trouble = null;
    } catch (error) {
      this.trouble = { what: 'settings', error };
    }
  }
}

export function provideApp(app: App): App {
  return setContext(CONTEXT, app);
}

export function useApp(): App {
  return getContext<App>(CONTEXT);
}
