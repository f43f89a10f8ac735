import type { IconName, StateName } from '@lineproof/shared';
import type { Document, DocumentState } from '../backend/api';
import type { Translate } from './clock';
import type { Standing } from './photo';
import { kebab } from './code';

const LOOKS: Record<DocumentState, [StateName, IconName]> = {
  changedAfterSignature: ['fail', 'fail'],
  superseded: ['paused', 'na'],
  outdated: ['flag', 'flag'],
  overridden: ['flag', 'flag'],
  unsigned: ['miss', 'miss'],
  partlySigned: ['miss', 'miss'],
  signed: ['pass', 'pass'],
};

/** A file that does not hold outranks whatever the record says of the document. */
export function documentStanding(document: Document): Standing {
  if (document.verification && !document.verification.valid) {
    return { tone: 'fail', icon: 'fail', key: 'console-document-state-broken' };
  }
  const [tone, icon] = LOOKS[document.state];
  return { tone, icon, key: `console-document-state-${kebab(document.state)}` };
}

type Check = NonNullable<Document['verification']>;

/** What checking the file found: in one sentence, the worst first. */
export function checkWords(check: Check, t: Translate): { tone: StateName; icon: IconName; text: string } {
  const bad = check.signatures.filter((signature) => !signature.valid).length;
  const n = check.signatures.length;
  const wrong = { tone: 'fail', icon: 'fail' } as const;
  if (bad > 0) return { ...wrong, text: t('console-check-bad', { bad, n }) };
  if (!check.lastCoversFile) return { ...wrong, text: t('console-check-not-whole') };
  if (!check.pagesMatch) return { ...wrong, text: t('console-check-other-pages') };
  if (!check.recordHashMatches) return { ...wrong, text: t('console-check-other-record') };
  if (n === 0) return { tone: 'miss', icon: 'miss', text: t('console-check-none') };
  return { tone: 'pass', icon: 'shield', text: t('console-check-good', { n }) };
}
