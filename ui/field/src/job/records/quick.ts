import type { Messages } from '@lineproof/shared/i18n';
import { dayOf, minuteOf } from '@lineproof/shared/format';
import type { RecordField } from '../../backend';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MORNING = '09:00';
/** When a test began and ended has been; every other time and day lies ahead. */
const BEEN = ['start', 'end'];

/** A time or day that is often wanted, in the form that is accepted; reckoned when it is pressed. */
export interface Quick {
  id: string;
  name: string;
  value: () => string;
}

const after = (ms: number) => new Date(Date.now() + ms);

export function quickFor(field: RecordField, { t }: Messages): Quick[] {
  if (field.kind === 'date')
    return [0, 1, 3, 7].map((n) => ({
      id: `${n}d`,
      name:
        n === 0
          ? t('field-record-today')
          : n === 1
            ? t('field-record-tomorrow')
            : t('field-record-in-days', { n }),
      value: () => dayOf(after(n * DAY_MS)),
    }));
  if (field.kind !== 'time') return [];
  if (BEEN.includes(field.key))
    return [{ id: 'now', name: t('field-record-now'), value: () => minuteOf(after(0)) }];
  return [
    ...[1, 2].map((n) => ({
      id: `${n}h`,
      name: t('field-record-in-hours', { n }),
      value: () => minuteOf(after(n * HOUR_MS)),
    })),
    {
      id: 'morning',
      name: t('field-record-tomorrow-at', { time: MORNING }),
      value: () => `${dayOf(after(DAY_MS))} ${MORNING}`,
    },
  ];
}
