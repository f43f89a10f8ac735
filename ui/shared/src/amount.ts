import type { Messages } from './i18n/messages.svelte';

/** A length of time as a clock gives it. */
export interface Amount {
  minutes: number;
  /** Whole working days, where these are counted. */
  workDays?: number | null;
}

/** `42 分`, `1 小时 40 分`, `2 个工作日`; units carry `<small>` for `Text`. */
export function amountText(messages: Messages, amount: Amount): string {
  if (amount.workDays) return messages.t('common-amount-work-days', { n: amount.workDays });
  const hours = Math.floor(amount.minutes / 60);
  const minutes = amount.minutes % 60;
  if (hours === 0) return messages.t('common-amount-minutes', { n: minutes });
  if (hours >= 72) return messages.t('common-amount-days', { n: Math.floor(hours / 24) });
  if (minutes === 0 || hours >= 10) return messages.t('common-amount-hours', { n: hours });
  return messages.t('common-amount-hours-minutes', { hours, minutes });
}
