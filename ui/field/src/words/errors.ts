import type { AppError } from '../backend';
import type { Messages } from '@lineproof/shared/i18n';

export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && 'code' in error && 'args' in error;
}

/** Arguments come as text; a count must be a number for its noun to agree with it. */
const COUNTS = ['count', 'left', 'minutes', 'photos'];

export function counted(args: Partial<Record<string, string>>): Record<string, string | number> {
  const pairs = Object.entries(args).map(([name, value = '']) => [
    name,
    COUNTS.includes(name) && /^\d+$/.test(value) ? Number(value) : value,
  ]);
  return Object.fromEntries(pairs) as Record<string, string | number>;
}

/** What a command threw, as the person should read it. */
export function errorText(messages: Messages, error: unknown): string {
  if (isAppError(error)) return messages.t(`errors-${error.code}`, counted(error.args));
  console.error(error);
  return messages.t('errors-internal');
}

export function errorCode(error: unknown): string {
  return isAppError(error) ? error.code : 'internal';
}
