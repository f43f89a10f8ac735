import type { Clock, JobForm, JobPhase, JobRow, JobSummary, Level, Plan } from '../../src/backend/api';
import { faultClocks } from './fault.ts';
import { engineers, SHEN } from './people.ts';
import { days, endOfDay, hours, minutes, stamp } from './time.ts';

const FAULT = { zh: '故障抢修', en: 'Fault: interruption' };
const INSTALL = { zh: '开通', en: 'Installation' };
const OPENING = { zh: '业务开通', en: 'Opening' };
const POWER = { zh: 'S04 客户机房停电', en: 'S04 No power at the customer' };
const RULES = { zh: '移动传输专线规则', en: 'CM transmission rules' };

interface Row {
  order: string;
  customer: string;
  level: Level;
  circuit: string;
  /** Time left; negative is over. */
  leftMs: number;
  workdays?: number;
  phase: JobPhase;
  step?: [string, string];
  who: number | null;
  missing: number;
  flags?: number;
  paused?: boolean;
  /** A fault instead of an installation. */
  fault?: boolean;
}

const ROWS: Row[] = [
  {
    order: 'KT-1118-002',
    customer: '海棠区人民医院住院部二号楼',
    level: 'silver',
    circuit: 'LJ-HT INT0032',
    leftMs: -hours(19),
    phase: 'opened',
    step: ['签字', 'Signatures'],
    who: 1,
    missing: 2,
  },
  {
    order: 'KT-1119-007',
    customer: '临江市中级人民法院诉讼服务中心',
    level: 'silver',
    circuit: 'LJ-DX INT0091',
    leftMs: -minutes(112),
    phase: 'onSite',
    step: ['设备安装', 'Installation'],
    who: 2,
    missing: 13,
    flags: 1,
  },
  {
    order: 'KT-1119-011',
    customer: '南岸自来水集团调度中心',
    level: 'bronze',
    circuit: 'LJ-NA INT0210',
    leftMs: minutes(48),
    phase: 'onSite',
    step: ['全程测试', 'End-to-end test'],
    who: 0,
    missing: 9,
  },
  {
    order: 'KT-1120-018',
    customer: '云汀商业银行股份有限公司城北支行',
    level: 'gold',
    circuit: 'LJ-CB INT0327',
    leftMs: hours(9) + minutes(14),
    phase: 'onSite',
    step: ['光路与速率', 'Light path and rate'],
    who: 1,
    missing: 4,
    flags: 1,
  },
  {
    order: 'KT-1120-021',
    customer: '远桥精密仪器制造股份有限公司临江高新区第二研发中心',
    level: 'bronze',
    circuit: 'LJ-GX INT0412',
    leftMs: hours(9) + minutes(14),
    phase: 'accepted',
    who: 1,
    missing: 31,
  },
  {
    order: 'KT-1120-023',
    customer: '青禾冷链物流有限公司南仓',
    level: 'standard',
    circuit: 'LJ-NC INT0811',
    leftMs: hours(30),
    phase: 'accepted',
    who: 2,
    missing: 27,
    paused: true,
  },
  {
    order: 'KT-1121-003',
    customer: '江心岛度假酒店',
    level: 'silver',
    circuit: 'LJ-JX INT0061',
    leftMs: 0,
    workdays: 2,
    phase: 'delivered',
    who: 0,
    missing: 31,
  },
  {
    order: 'KT-1121-006',
    customer: '长明律师事务所',
    level: 'silver',
    circuit: 'LJ-CB INT0442',
    leftMs: 0,
    workdays: 2,
    phase: 'dispatched',
    who: 3,
    missing: 31,
  },
  {
    order: 'KT-1121-009',
    customer: '小满幼儿园（云汀路）',
    level: 'standard',
    circuit: 'LJ-GX INT1302',
    leftMs: 0,
    workdays: 4,
    phase: 'delivered',
    who: 0,
    missing: 31,
  },
  {
    order: 'KT-1121-012',
    customer: '临江市不动产登记中心高新区服务大厅',
    level: 'standard',
    circuit: 'LJ-GX INT0015',
    leftMs: 0,
    workdays: 5,
    phase: 'departed',
    who: 2,
    missing: 28,
  },
];

const CLOSED: Row[] = [
  {
    order: 'KT-1114-017',
    customer: '拾光传媒（临江）有限公司',
    level: 'standard',
    circuit: 'LJ-CB INT0399',
    leftMs: 0,
    phase: 'completed',
    who: 1,
    missing: 0,
  },
  {
    order: 'KT-1113-004',
    customer: '百草堂医药连锁配送中心',
    level: 'bronze',
    circuit: 'LJ-NA INT0077',
    leftMs: 0,
    phase: 'cancelledWithFieldWork',
    who: 0,
    missing: 0,
    flags: 1,
  },
];

// The number of a job is its place: new ones stand at the end.
const LATER: Row[] = [
  {
    order: 'GZ-1124-031',
    customer: '云汀商业银行股份有限公司数据中心',
    level: 'gold',
    circuit: 'LJ-CB SDH0012',
    leftMs: minutes(9),
    phase: 'onSite',
    step: ['判断', 'Triage'],
    who: 1,
    missing: 6,
    flags: 1,
    fault: true,
  },
];

export const jobId = (n: number) => `019ac000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;

export function rows(now: number): { row: JobRow; plan: Plan; clocks: Clock[] }[] {
  return [...ROWS, ...CLOSED, ...LATER].map((one, at) => build(one, jobId(at + 1), now));
}

function build(one: Row, id: string, now: number) {
  const clock = clockOf(one, now);
  const engineer = one.who === null ? undefined : engineers(now)[one.who];
  const device = engineer?.devices[0];
  const row: JobRow = {
    id,
    orderNo: one.order,
    kind: one.fault ? 'fault_interruption' : 'install',
    kindName: one.fault ? FAULT : INSTALL,
    level: one.level,
    customer: one.customer,
    circuitNo: one.circuit,
    whereNow: {
      phase: one.phase,
      state: null,
      step: one.step ? { zh: one.step[0], en: one.step[1] } : null,
      stepsDone: 4,
      stepsTotal: 9,
      since: stamp(now - minutes(41)),
    },
    assignee: engineer ? { id: engineer.id, name: engineer.name, company: engineer.company || null } : null,
    clock,
    clocksRunning: one.fault ? 4 : 2,
    clocksOver: clock.state === 'overdue' ? 1 : 0,
    decisions: one.fault ? 1 : 0,
    missing: one.missing,
    flags: one.flags ?? 0,
    device: device ? { id: device.id, name: device.name, lastContactAt: device.lastContactAt } : null,
    change: 1,
  };
  const promised: Clock = {
    ...clock,
    clock: 'promised',
    name: { zh: '答应客户', en: 'Promised' },
    profile: null,
    dueAt: stamp(Date.parse(clock.dueAt) + days(1)),
    limitWorkdays: null,
    workdaysLeft: (clock.workdaysLeft ?? 0) + 1,
    state: clock.state === 'done' ? 'done' : 'ontime',
    pauses: [],
  };
  const clocks = one.fault ? faultClocks(clock, now) : [clock, promised];
  return { row, plan: planOf(row, clock, now), clocks };
}

function clockOf(one: Row, now: number): Clock {
  const due = one.workdays ? endOfDay(now, one.workdays) : now + one.leftMs;
  const done = one.phase === 'completed' || one.phase === 'cancelledWithFieldWork';
  const started = now - days(3);
  const soon = one.leftMs > 0 && one.leftMs < hours(1);
  const state = done ? 'done' : one.paused ? 'paused' : due < now ? 'overdue' : soon ? 'soon' : 'ontime';
  return {
    clock: 'opening',
    name: one.fault ? { zh: '联系报障人', en: 'Call the customer' } : OPENING,
    profile: RULES,
    startedAt: stamp(started),
    dueAt: stamp(done ? now + days(1) : due),
    warnAt: stamp(started + (due - started) * 0.8),
    metAt: one.phase === 'completed' ? stamp(now - days(1)) : null,
    state,
    limitWorkdays: 3,
    workdaysLeft: one.workdays ?? 0,
    calendar: '2026-1',
    provisional: false,
    limitS: null,
    pausedS: one.paused ? 5 * 3600 : 0,
    nextDueAt: null,
    missed: 0,
    extended: false,
    additions: [],
    pauses: one.paused ? [{ from: stamp(now - hours(5)), until: null, reason: POWER, approvedBy: SHEN }] : [],
  };
}

function planOf(row: JobRow, clock: Clock, now: number): Plan {
  const form: JobForm = {
    kind: row.kind,
    service: 'internet',
    orderNo: row.orderNo,
    orderReceivedAt: clock.startedAt,
    level: row.level,
    profiles: ['cm-transmission'],
    officeRole: 'leading',
    circuitNo: row.circuitNo,
    circuitName: '临江局到客户互联网专线',
    rateMbps: '200',
    customer: {
      name: row.customer,
      address: '临江市城北区云汀路 88 号 3 层',
      contact: { name: '陈亦宁', title: '科技主管', phone: '138 0000 0001' },
    },
    manager: { name: '何穗', title: '客户经理', phone: '138 0000 0002' },
    aSite: { name: '城北机房', address: '临江市城北区长明街 12 号' },
    zSite: { name: '客户机房', address: '云汀路 88 号 3 层弱电间' },
    distanceKm: '7.6',
    appointment: { from: stamp(now - hours(2)), until: stamp(now + hours(1)) },
    promisedOn: stamp(Date.parse(clock.dueAt) + days(1)).slice(0, 10),
    assignee: row.assignee?.id ?? '',
    remark: '从北门进，找值班室登记',
    details: {},
  };
  return {
    ...form,
    rev: 1,
    serviceName: { zh: '互联网专线', en: 'Internet line' },
    profileNames: [RULES],
    catalogue: 'c4'.repeat(32),
    computedDueAt: clock.dueAt,
    calendar: '2026-1',
    provisional: false,
    sample: true,
  };
}

export function summaryOf(one: ReturnType<typeof build>, now: number): JobSummary {
  return {
    now: stamp(now),
    row: one.row,
    plan: one.plan,
    clocks: one.clocks,
    missing: [],
    flags: [],
    decisions: [],
    acts: ['extension.approved', 'customer.contacted', 'progress.reported', 'inspection.failed'],
    choices: [],
    recent: [],
  };
}
