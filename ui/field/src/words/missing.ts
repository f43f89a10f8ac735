import type { Locale } from '@lineproof/shared/i18n';
import type { MissingItem, Step } from '../backend';
import { pick } from './pick';

/** Reporting completion waits for everything else. */
export function completes(item: MissingItem): boolean {
  return item.kind === 'milestone' && item.place === 'complete';
}

/** The name of a missing thing; reporting completion is called what its step is called: 报竣, 报结. */
export function missingName(item: MissingItem, steps: Step[], locale: Locale): string {
  const step = completes(item) ? steps.find((known) => known.key === item.step) : undefined;
  return pick(step?.name ?? item.name, locale);
}
