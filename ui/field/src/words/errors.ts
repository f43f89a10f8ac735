import type { AppError } from '../backend';
import type { Messages } from '@lineproof/shared/i18n';

export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && 'code' in error && 'args' in error;
}

/** What a command threw, as the person should read it. */
export function errorText(messages: Messages, error: unknown): string {
  if (isAppError(error)) return messages.t(`errors-${error.code}`, error.args);
  console.error(error);
  return messages.t('errors-internal');
}

export function errorCode(error: unknown): string {
  return isAppError(error) ? error.code : 'internal';
}
