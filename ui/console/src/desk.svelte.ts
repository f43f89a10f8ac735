import { Look, THEMES, type Theme } from '@lineproof/shared';
import { LOCALES, Messages, type Locale } from '@lineproof/shared/i18n';
import { getContext, setContext } from 'svelte';
import type { Session } from './backend/api';
import { Client } from './backend/client';
import { Live } from './backend/live.svelte';
import { Unreachable } from './backend/problem';
import type { Amendment } from './dispatch/amendment.svelte';
import { Draft } from './dispatch/draft.svelte';
import { HeadquartersTime } from './hq-time.svelte';
import { Jobs } from './jobs/jobs.svelte';
import { NoticeList } from './people/notices.svelte';
import { Router } from './router.svelte';

export type Door =
  | { is: 'asking' }
  | { is: 'unreachable' }
  | { is: 'out'; why: 'start' | 'left' }
  | { is: 'in'; session: Session }
  | { is: 'expired'; session: Session };

const CONTEXT = Symbol('desk');
const KEPT_LOCALE = 'lineproof.locale';
const KEPT_THEME = 'lineproof.theme';

/** What every screen of the console shares: who is logged in, the lines to headquarters, the place, language and look. */
export class Desk {
  door = $state<Door>({ is: 'asking' });
  readonly client = new Client();
  readonly live = new Live();
  readonly time = new HeadquartersTime();
  readonly router = new Router();
  readonly jobs = new Jobs(this.client, this.live);
  readonly notices = new NoticeList(this.client, this.live);
  /** The new job being filled; kept when its screen is left. */
  readonly draft = new Draft(null);
  /** The plan being changed; kept when its screen is left. */
  amendment: Amendment | null = null;
  readonly look: Look;
  readonly messages: Messages;

  constructor(messages: Messages) {
    this.messages = messages;
    this.look = new Look(THEMES.find((theme) => theme === kept(KEPT_THEME)) ?? 'auto');
    const locale = LOCALES.find((name) => name === kept(KEPT_LOCALE));
    if (locale) messages.locale = locale;
    this.client.onUnauthenticated = () => this.#expire();
    this.live.onTime = (now) => this.time.heard(now);
    this.live.onRefused = () => void this.#askAgain();
  }

  /** Who am I? Asked at the start and after a break. */
  async ask() {
    try {
      this.#enter(await this.client.session());
    } catch (error) {
      if (this.door.is === 'asking' || this.door.is === 'unreachable') {
        this.door = error instanceof Unreachable ? { is: 'unreachable' } : { is: 'out', why: 'start' };
      }
    }
  }

  async login(name: string, password: string) {
    this.#enter(await this.client.login(name, password));
  }

  async logout() {
    await this.client.logout();
    this.live.close();
    this.door = { is: 'out', why: 'left' };
  }

  speak(locale: Locale) {
    this.messages.locale = locale;
    localStorage.setItem(KEPT_LOCALE, locale);
  }

  show(theme: Theme) {
    this.look.set(theme);
    localStorage.setItem(KEPT_THEME, theme);
  }

  #enter(session: Session) {
    this.time.heard(session.now);
    this.door = { is: 'in', session };
    if (this.live.status === 'off') this.live.open();
    void this.notices.again();
    void this.jobs.again();
  }

  /** The page stays as it is, with what was typed; a sheet over it asks for the password. */
  #expire() {
    this.live.close();
    if (this.door.is === 'in') this.door = { is: 'expired', session: this.door.session };
    else if (this.door.is !== 'expired') this.door = { is: 'out', why: 'start' };
  }

  async #askAgain() {
    try {
      await this.client.session();
    } catch {
      // A lost session has been noticed by the client; a lost connection shows in the state of the line.
    }
  }
}

export const provideDesk = (desk: Desk): Desk => setContext(CONTEXT, desk);
export const useDesk = (): Desk => getContext<Desk>(CONTEXT);

function kept(name: string): string | null {
  return localStorage.getItem(name);
}
