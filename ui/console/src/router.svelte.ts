import { addressOf, withQuery } from './address';

/** The page's place, kept in the address, so that a link, the back button and a reload all work. */
export class Router {
  #href = $state(location.href);
  #address = $derived(addressOf(this.#href));
  place = $derived(this.#address.place);
  query = $derived(this.#address.query);

  constructor() {
    addEventListener('popstate', () => (this.#href = location.href));
    document.addEventListener('click', (event) => this.#followLink(event));
  }

  go(address: string, how: 'push' | 'replace' = 'push') {
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    this.#href = location.href;
  }

  /** Sets or removes words of the query without leaving a trail in the history. */
  setQuery(changes: Record<string, string>) {
    this.go(withQuery(this.#href, changes), 'replace');
  }

  #followLink(event: MouseEvent) {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname.startsWith('/api/')) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}
