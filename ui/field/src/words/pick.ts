import type { FilledWords, Limit, LimitOrigin, TextPart, Verdict, Words } from '../backend';
import { printed } from '@lineproof/shared/format';
import type { Locale, Messages } from '@lineproof/shared/i18n';

export function pick(words: Words, locale: Locale): string {
  return locale === 'en' ? words.en : words.zh;
}

export function pickFilled(words: FilledWords, locale: Locale): TextPart[] {
  return locale === 'en' ? words.en : words.zh;
}

/** `合格 −24.0 到 −8.0`, `不大于 0.35（默认限值）`. */
export function limitText(messages: Messages, limit: Limit, origin: LimitOrigin): string {
  const text = bareLimit(messages, limit);
  const figure = limit.type === 'range' || limit.type === 'atMost' || limit.type === 'atLeast';
  if (!figure || origin === 'order') return text;
  return messages.t(`field-limit-origin-${origin}`, { limit: text });
}

function bareLimit(messages: Messages, limit: Limit): string {
  const { t } = messages;
  switch (limit.type) {
    case 'open':
      return t('field-limit-open');
    case 'works':
      return t('field-limit-works');
    case 'range':
      return t('field-limit-range', { low: printed(limit.low), high: printed(limit.high) });
    case 'atMost':
      return t('field-limit-at-most', { high: printed(limit.high) });
    case 'atLeast':
      return t('field-limit-at-least', { low: printed(limit.low) });
    case 'equal':
      return t('field-limit-equal', { value: printed(limit.value) });
  }
}

/** By how much, in words: `低 2.8 dB`, `余量 6.4`. */
export function marginText(messages: Messages, verdict: Verdict, unit: string): string | null {
  if (verdict.outOfCalibration) return messages.t('field-verdict-out-of-calibration');
  if (!verdict.margin) return null;
  const margin = [printed(verdict.margin), unit === 'dBm' ? 'dB' : unit].filter(Boolean).join(' ');
  if (verdict.is === 'pass') return messages.t('field-verdict-spare', { margin });
  return messages.t(verdict.below ? 'field-verdict-below' : 'field-verdict-above', { margin });
}
