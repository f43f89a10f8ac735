import type { SafeView } from '../src/backend/bindings';
import { at, rows } from './sample';

const same = (text: string) => ({ zh: text, en: text });

/** What is only here, what is on its way, what is refused and what headquarters signed for. */
export const SAFE: SafeView = {
  onDevice: 12,
  sending: 2,
  atHq: 23,
  refused: 2,
  online: false,
  lastContact: at(11, 6),
  atRisk: { signatures: 1, photos: 4, traces: 1, documents: 0, records: 8 },
  items: (
    [
      { kind: 'records', name: same(''), count: 8, sizeKb: 6, storage: 'onDevice', place: 1 },
      { kind: 'records', name: same(''), count: 1, sizeKb: 1, storage: 'refused', reason: 'not-assigned' },
      {
        kind: 'photo',
        name: { zh: 'I03 装前机房', en: 'I03 Room before' },
        count: 1,
        sizeKb: 2900,
        storage: 'refused',
        reason: 'file',
      },
      { kind: 'signature', name: same('陈启明'), count: 1, sizeKb: 18, storage: 'onDevice', place: 2 },
      {
        kind: 'photo',
        name: { zh: 'I09 设备标签', en: 'I09 Device label' },
        count: 1,
        sizeKb: 3120,
        storage: 'onDevice',
        place: 3,
      },
      {
        kind: 'trace',
        name: same('CB0327_1124.sor'),
        count: 1,
        sizeKb: 104,
        storage: 'sending',
        progress: 0.62,
      },
      {
        kind: 'photo',
        name: { zh: 'I08 设备铭牌', en: 'I08 Name plate' },
        count: 1,
        sizeKb: 3100,
        storage: 'sending',
        progress: 0.18,
      },
      {
        kind: 'job',
        name: same('KT-1124-002'),
        count: 37,
        received: 37,
        sizeKb: 44000,
        storage: 'atHq',
        receiptAt: at(10, 14),
      },
    ] as const
  ).map((item, id) => ({
    id: String(id),
    orderNo: 'KT-1124-006',
    customer: rows.now.customer,
    received: 0,
    place: null,
    progress: null,
    receiptAt: null,
    reason: null,
    ...item,
  })),
};
