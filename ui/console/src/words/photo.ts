import type { IconName, StateName } from '@lineproof/shared';
import type { Photo } from '../backend/api';
import type { Translate } from './clock';
import { kebab } from './code';

export interface Standing {
  tone: StateName;
  icon: IconName;
  key: string;
}

/** What one word says about a photo. Nothing here says that the picture is good: nobody has reviewed it yet. */
export function photoStanding(photo: Photo): Standing {
  if (photo.withdrawn) return { tone: 'paused', icon: 'na', key: 'console-photo-withdrawn' };
  if (photo.supersededBy) return { tone: 'paused', icon: 'na', key: 'console-photo-replaced' };
  if (photo.problem) return { tone: 'flag', icon: 'flag', key: 'console-photo-unusable' };
  if (photo.original.level === 'absent') return { tone: 'go', icon: 'upload', key: 'console-photo-coming' };
  return { tone: 'pass', icon: 'shield', key: 'console-photo-here' };
}

/** Why a file cannot be used; a newer device may have a reason that this console does not know. */
export function problemText(problem: string, t: Translate, has: (key: string) => boolean): string {
  const key = `console-photo-problem-${kebab(problem)}`;
  return t(has(key) ? key : 'console-photo-problem');
}
