import type { SignerRole } from '../backend';

/** Where the person is. Kept in memory only: nothing of a customer lands in an address bar or a history. */
export type Route =
  | { at: 'today' }
  | { at: 'job'; job: string; step: string | null }
  | { at: 'sign'; document: string; field: SignerRole; back: Route }
  | { at: 'documents' }
  | { at: 'cards' }
  | { at: 'settings' };

export type JobRoute = Extract<Route, { at: 'job' }>;

export class Router {
  route = $state.raw<Route>({ at: 'today' });

  go(route: Route) {
    this.route = route;
  }

  openJob(job: string, step: string | null = null) {
    this.route = { at: 'job', job, step };
  }
}
