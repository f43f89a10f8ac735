import type { TimelineEntry } from '../backend/api';
import type { Translate } from './clock';
import { printed, said, shortHash } from './value';
import { kebab } from './code';
import { problemText } from './photo';

/** The sentence of an entry. Of a kind that a newer program made it says just that. */
export function entryText(
  entry: TimelineEntry,
  locale: string,
  t: Translate,
  has: (key: string) => boolean,
): string {
  const key = `console-event-${kebab(entry.kind)}`;
  if (!has(key)) return t('console-event-unknown');
  const value = entry.label ? said(entry.label, locale) : printed(entry.value ?? '');
  return t(key, {
    subject: entry.subject ? said(entry.subject, locale) : '',
    value: entry.unit ? `${value}\u2009${entry.unit}` : value,
    person: entry.person ?? '',
  }).trim();
}

/** What stands small below the sentence: who, his words, what it binds, and why it does not count. */
export function entryNotes(
  entry: TimelineEntry,
  stillOffline: boolean,
  t: Translate,
  has: (key: string) => boolean,
): string[] {
  const notes: string[] = [];
  if (entry.note) {
    // A photo that cannot be used says why by a code, everything else in its author's words.
    notes.push(entry.kind === 'photo.taken' ? problemText(entry.note, t, has) : entry.note);
  }
  if (entry.hash) notes.push(t('console-event-binds', { hash: shortHash(entry.hash) }));
  if (entry.time.recordedOffline && !stillOffline) notes.push(t('console-event-offline'));
  if (entry.late) notes.push(t('console-event-late'));
  if (entry.olderRev) notes.push(t('console-event-older-rev', { rev: entry.olderRev }));
  if (entry.withoutEffect)
    notes.push(t('console-event-without-effect', { why: t(`console-flag-${kebab(entry.withoutEffect)}`) }));
  if (entry.supersedes.length > 0) notes.push(t('console-event-corrects'));
  if (entry.supersededBy) notes.push(t('console-event-corrected'));
  return notes;
}
