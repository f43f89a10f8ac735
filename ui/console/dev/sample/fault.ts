import type { Clock, Decision, EventTime, PersonRef, TradeSection } from '../../src/backend/api';
import { SHEN } from './people.ts';
import { hours, minutes, stamp } from './time.ts';

const CM = { zh: '移动传输专线规则', en: 'CM transmission rules' };
const CU = { zh: '联通值班规则', en: 'CU duty rules' };

/** The clocks of a fault: the leading one first, one that comes back, one with an addition. */
export function faultClocks(leading: Clock, now: number): Clock[] {
  const startedAt = stamp(now - minutes(51));
  const shared = { ...leading, startedAt, limitWorkdays: null, workdaysLeft: null, pauses: [] };
  return [
    { ...shared, clock: 'contact', profile: CU },
    {
      ...shared,
      clock: 'progress',
      name: { zh: '进展反馈', en: 'Progress report' },
      profile: CU,
      dueAt: stamp(now + minutes(21)),
      nextDueAt: stamp(now + minutes(51)),
      missed: 1,
      state: 'ontime',
    },
    {
      ...shared,
      clock: 'escalate_1',
      name: { zh: '一级升级', en: 'Escalation 1' },
      profile: CU,
      dueAt: stamp(now + minutes(69)),
      state: 'ontime',
    },
    {
      ...shared,
      clock: 'restore',
      name: { zh: '故障恢复', en: 'Restoration' },
      profile: CM,
      dueAt: stamp(now + hours(5)),
      additions: [
        { reason: { zh: '路远', en: 'long way' }, addedS: 8640 },
        { reason: { zh: '断缆', en: 'cable cut' }, addedS: 10800 },
      ],
      pauses: [
        {
          from: stamp(now - minutes(40)),
          until: stamp(now - minutes(28)),
          reason: { zh: 'S01 客户机房进不去', en: 'S01 No access to the customer room' },
          approvedBy: SHEN,
        },
      ],
      state: 'ontime',
    },
    {
      ...shared,
      clock: 'sign',
      name: { zh: '签收', en: 'Sign' },
      profile: CU,
      dueAt: stamp(now - minutes(41)),
      metAt: stamp(now - minutes(46)),
      state: 'done',
    },
  ];
}

export function faultDecisions(time: EventTime, by: PersonRef, now: number): Decision[] {
  return [
    {
      kind: 'suspension',
      event: '019ac000-0000-7000-9000-000000000901',
      time,
      by,
      subject: { zh: 'S01 客户机房进不去', en: 'S01 No access to the customer room' },
      reason: 'S01',
      text: '机房上锁，值班说钥匙在另一栋楼，四十分钟后送到',
      consent: '陈亦宁',
      plannedResume: stamp(now + minutes(40)),
      newDue: null,
    },
  ];
}

export function faultTrade(by: PersonRef, now: number): TradeSection[] {
  let next = 0;
  const row = (zh: string, more: object = {}) => ({
    event: `019ac000-0000-7000-9000-0000000009${String((next += 1)).padStart(2, '0')}`,
    at: stamp(now - minutes(50 - next)),
    by,
    title: { zh, en: zh },
    note: null,
    facts: [],
    state: null,
    ...more,
  });
  const fact = (zh: string) => ({ zh, en: zh });
  return [
    {
      kind: 'fault',
      rows: [row('Y01 业务全断', { note: '九点十分起全断，监控也黑了', facts: [fact('单号：GZ-1124-031')] })],
    },
    {
      kind: 'suspensions',
      rows: [
        row('S01 客户机房进不去', {
          note: '机房上锁',
          facts: [fact('谁同意：陈亦宁'), fact('打算恢复：11-24 15:40')],
          state: 'pending',
        }),
      ],
    },
    { kind: 'progress', rows: [row('到局端，收光正常，往客户侧查', { facts: [fact('客户也知道')] })] },
    { kind: 'contacts', rows: [row('没打通', { note: '占线', state: 'open' })] },
    {
      kind: 'loops',
      rows: [row('城北机房 OLT-2 3/0/7', { facts: [fact('近端环'), fact('拆环：14:10')], state: 'done' })],
    },
    {
      kind: 'people',
      rows: [
        row('何穗', { facts: [fact('值班'), fact('138 0000 0002')] }),
        row('马成林', { facts: [fact('代维'), fact('临江通维')] }),
      ],
    },
  ];
}
