import type { IconName } from '@lineproof/shared';
import type { JobKind } from '../backend';

/** The icon of each kind of job; its word stands under `field-kind-<kind>`. */
export const KIND_ICONS: Record<JobKind, IconName> = {
  survey: 'search',
  install: 'install',
  'adjust-config': 'settings',
  'adjust-move': 'dispatch',
  'stop-temporary': 'pause',
  'stop-permanent': 'archive',
  inspection: 'inspection',
  'health-check': 'chart',
  'fault-assist': 'fault',
  'fault-interruption': 'fault',
  cutover: 'cutover',
  assurance: 'shield',
  acceptance: 'review',
  rectification: 'rework',
  other: 'list',
};
