import type { IconName } from '@lineproof/shared';
import type { JobPhase, PersonRef, WhereNow } from '../backend/api';
import { spanText, type Translate } from './clock';
import { said } from './value';
import { kebab } from './code';

const CLOSED: JobPhase[] = ['completed', 'doubleCompleted', 'cancelled', 'cancelledWithFieldWork'];

const KIND_ICONS: Record<string, IconName> = {
  survey: 'search',
  install: 'install',
  adjust_config: 'settings',
  adjust_move: 'location',
  stop_temporary: 'pause',
  stop_permanent: 'archive',
  inspection: 'inspection',
  health_check: 'chart',
  fault_assist: 'phone',
  fault_interruption: 'fault',
  cutover: 'cutover',
  assurance: 'shield',
  acceptance: 'review',
  rectification: 'rework',
};

/** The sign of a kind of job; one that this console does not know has a plain sheet. */
export const kindIcon = (kind: string): IconName => KIND_ICONS[kind] ?? 'document';

/** Where the work stands in a few words: the open step while working, else the phase. */
export function whereText(where: WhereNow, locale: string, t: Translate): string {
  const phase = t(`console-phase-${kebab(where.phase)}`);
  const working = where.phase === 'onSite' || where.phase === 'opened';
  if (!where.step || !working) return phase;
  return t('console-where-step', { phase, step: said(where.step, locale) });
}

/** Whether nothing is left to do in the field. */
export function isClosed(phase: JobPhase): boolean {
  return CLOSED.includes(phase);
}

/** `刚刚`, `4 分前`, `没联络过`. */
export function agoText(stamp: string | null | undefined, now: string, t: Translate): string {
  if (!stamp) return t('console-ago-never');
  const ms = Date.parse(now) - Date.parse(stamp);
  if (ms < 60_000) return t('console-ago-now');
  return t('console-ago', {
    span: spanText(ms < 3_600_000 ? ms : Math.floor(ms / 3_600_000) * 3_600_000, t),
  });
}

/** A name with its company when it is not ours. */
export function personText(person: PersonRef | null | undefined): string {
  if (!person) return '';
  return person.company ? `${person.name} ${person.company}` : person.name;
}
