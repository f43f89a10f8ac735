import { EMPTY_INK, type Ink } from '@lineproof/shared';
import type { SignerRole, SigningView } from '../backend';
import type { Route } from '../state/route.svelte';

export type SignRoute = Extract<Route, { at: 'sign' }>;

/** What a signer has put in so far. Outlives the lock and a "later"; it ends with the signature, or when another one is begun. */
export class Signing {
  route: SignRoute;
  name = $state('');
  title = $state('');
  phone: string | null = null;
  satisfaction = $state<string | null>(null);
  remark = $state('');
  ink = $state.raw<Ink>(EMPTY_INK);
  #begun = false;

  constructor(route: SignRoute) {
    this.route = route;
  }

  get document(): string {
    return this.route.document;
  }
  get field(): SignerRole {
    return this.route.field;
  }

  /** Begins with who is expected to sign; later readings change nothing that was typed. */
  begin({ signer }: SigningView) {
    if (this.#begun) return;
    this.#begun = true;
    this.name = signer?.name ?? '';
    this.title = signer?.title ?? '';
    this.phone = signer?.phone ?? null;
  }
}
