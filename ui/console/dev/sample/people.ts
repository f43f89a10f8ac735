import type { Engineer, PersonRef } from '../../src/backend/api';
import { minutes, hours, days, stamp } from './time.ts';

const person = (n: number) => `00000000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;
const device = (n: number) => `00000000-0000-7000-8000-0000000002${String(n).padStart(2, '0')}`;

interface Row {
  name: string;
  title: string;
  company: string;
  phone: string;
  jobs: [number, number];
  heardMs: number | null;
  state: 'active' | 'invited';
}
const ROWS: Row[] = [
  {
    name: '许曼',
    title: '维护工程师',
    company: '',
    phone: '139 0000 0102',
    jobs: [3, 0],
    heardMs: minutes(1),
    state: 'active',
  },
  {
    name: '周立群',
    title: '维护工程师',
    company: '',
    phone: '139 0000 0101',
    jobs: [5, 1],
    heardMs: hours(2),
    state: 'active',
  },
  {
    name: '罗一凡',
    title: '维护工程师',
    company: '',
    phone: '139 0000 0103',
    jobs: [4, 2],
    heardMs: minutes(41),
    state: 'active',
  },
  {
    name: '马成林',
    title: '代维',
    company: '临江通维',
    phone: '139 0000 0104',
    jobs: [2, 0],
    heardMs: days(3),
    state: 'active',
  },
  {
    name: '韩东',
    title: '维护工程师',
    company: '',
    phone: '139 0000 0105',
    jobs: [0, 0],
    heardMs: null,
    state: 'invited',
  },
];

export function engineers(now: number): Engineer[] {
  return ROWS.map((row, at) => ({
    id: person(at + 1),
    name: row.name,
    title: row.title,
    phone: row.phone,
    company: row.company,
    openJobs: row.jobs[0],
    overdueJobs: row.jobs[1],
    devices: [
      {
        id: device(at + 1),
        name: `FIELD-${String(at + 1).padStart(2, '0')}`,
        state: row.state,
        enrolledAt: row.state === 'active' ? stamp(now - days(40)) : null,
        lastContactAt: row.heardMs === null ? null : stamp(now - row.heardMs),
      },
    ],
  }));
}

/** The supervisor who is logged in. */
export const SHEN: PersonRef = {
  id: '00000000-0000-7000-8000-000000000001',
  name: '沈若溪',
  company: null,
};
