export type Place =
  | { is: 'jobs' }
  | { is: 'new' }
  | { is: 'record'; job: string }
  | { is: 'amend'; job: string }
  | { is: 'people' }
  | { is: 'calendar' }
  | { is: 'unknown' };

/** What an address of this console says. */
export interface Address {
  place: Place;
  query: URLSearchParams;
}

export function addressOf(href: string): Address {
  const url = new URL(href);
  return { place: placeOf(url.pathname), query: url.searchParams };
}

/** The same place with some words of the query set, or removed where they are empty. */
export function withQuery(href: string, changes: Record<string, string>): string {
  const url = new URL(href);
  for (const [name, value] of Object.entries(changes)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.pathname + url.search;
}

function placeOf(path: string): Place {
  const [first, second, third] = path.split('/').filter(Boolean);
  if (!first) return { is: 'jobs' };
  if (first === 'people' && !second) return { is: 'people' };
  if (first === 'calendar' && !second) return { is: 'calendar' };
  if (first !== 'jobs') return { is: 'unknown' };
  if (!second) return { is: 'jobs' };
  if (second === 'new') return { is: 'new' };
  if (third === 'amend') return { is: 'amend', job: second };
  return third ? { is: 'unknown' } : { is: 'record', job: second };
}
