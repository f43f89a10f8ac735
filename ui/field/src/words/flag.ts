import type { JobFlag } from '../backend';
import type { Messages } from '@lineproof/shared/i18n';
import { pick } from './pick';

/** What happened to a job beside the engineer, in a sentence. */
export function flagText(messages: Messages, flag: JobFlag): string {
  const item = flag.subject ? pick(flag.subject, messages.locale) : '';
  return messages.t(`field-flag-${flag.code}`, { ...flag.args, item });
}
