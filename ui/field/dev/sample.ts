/** Sample data for looking at the screens. Names, circuits and companies are made up. */
import type {
  Clock,
  Contact,
  Fact,
  JobFlag,
  JobRow,
  JobView,
  Notice,
  Step,
  TracePlot,
} from '../src/backend/bindings';
import steps from './steps.json';

export const JOB = 'job-sample-1';

/** A time today, or some days from now, on this machine's clock. */
export function at(hour: number, minute: number, days = 0): string {
  const time = new Date();
  time.setDate(time.getDate() + days);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(hour)}:${two(minute)}:00+08:00`;
}

const clock = (part: Partial<Clock> & Pick<Clock, 'key' | 'name' | 'state' | 'due'>): Clock => ({
  id: `${part.key} ${part.due}`,
  amount: { minutes: 42, workDays: null },
  late: false,
  provisional: false,
  metAt: null,
  elapsedShare: 0.6,
  profile: null,
  targetShare: null,
  addedShare: null,
  pausedSince: null,
  pauses: [],
  note: null,
  promised: false,
  ...part,
});
const RULES = { zh: '移动传输专线规则', en: 'CM transmission rules' };
const arrival = { zh: '预约到场', en: 'Arrival' };
const opening = { zh: '开通期限', en: 'Opening' };

export const clocks = {
  arrivalMet: clock({
    key: 'appointment',
    name: arrival,
    state: 'done',
    amount: { minutes: 6, workDays: null },
    due: at(15, 30),
    metAt: at(15, 24),
  }),
  arrivalSoon: clock({
    key: 'appointment',
    name: arrival,
    state: 'soon',
    due: at(15, 30),
    elapsedShare: 0.77,
  }),
  opening: clock({
    key: 'opening',
    name: opening,
    state: 'ontime',
    amount: { minutes: 2880, workDays: 2 },
    due: at(0, 0, 5),
  }),
  overdue: clock({
    key: 'opening',
    name: opening,
    state: 'overdue',
    amount: { minutes: 1140, workDays: null },
    due: at(18, 0, -1),
    elapsedShare: 1,
  }),
  paused: clock({
    key: 'opening',
    name: opening,
    state: 'paused',
    amount: { minutes: 160, workDays: null },
    due: at(18, 0),
    profile: RULES,
    pausedSince: at(10, 20),
    elapsedShare: 0.35,
    pauses: [
      {
        reason: { zh: '客户停电', en: 'Power cut at the customer' },
        from: at(10, 20),
        until: at(14, 0),
        approvedAt: at(10, 26),
        fromShare: 0.35,
        share: 0.3,
      },
    ],
  }),
  restore: clock({
    key: 'restore',
    name: { zh: '故障恢复', en: 'Restoration' },
    state: 'ontime',
    amount: { minutes: 214, workDays: null },
    due: at(21, 10),
    profile: RULES,
    elapsedShare: 0.55,
    targetShare: 0.3,
    addedShare: 0.6,
    pauses: [
      {
        reason: { zh: '客户机房进不去', en: 'No access to the customer room' },
        from: at(13, 0),
        until: at(13, 40),
        approvedAt: at(12, 58),
        fromShare: 0.18,
        share: 0.09,
      },
    ],
    note: { zh: '路远加 2 小时 24 分；断缆加 3 小时', en: '2 h 24 min for the way; 3 h for the cut cable' },
  }),
  provisional: clock({
    key: 'opening',
    name: opening,
    state: 'ontime',
    amount: { minutes: 7200, workDays: 5 },
    due: at(0, 0, 10),
    elapsedShare: 0.3,
    provisional: true,
    note: {
      zh: '暂定：cn-2027 的假日还没公布',
      en: 'Provisional: holidays of cn-2027 are not published',
    },
  }),
};

const row = (part: Partial<JobRow>): JobRow => ({
  id: JOB,
  orderNo: 'KT-1124-006',
  kind: 'install',
  customer: '远桥精密仪器制造股份有限公司二期厂区研发中心',
  service: { zh: '互联网专线 200M', en: 'Internet line 200M' },
  level: 'bronze',
  clock: clocks.arrivalSoon,
  nextStep: { key: 'arrive', name: { zh: '到场与同意', en: 'Arrive and ask' } },
  missing: 31,
  appointment: at(15, 30),
  completedAt: null,
  atHq: 0,
  total: 0,
  waitingRules: false,
  flags: [],
  ...part,
});

export const rows = {
  now: row({}),
  next: [
    row({
      id: 'job-2',
      orderNo: 'KT-1120-031',
      customer: '海棠区人民医院住院部二号楼',
      level: 'silver',
      clock: clocks.overdue,
      nextStep: { key: 'sign', name: { zh: '签字', en: 'Signatures' } },
      missing: 2,
    }),
    row({
      id: 'job-7',
      orderNo: 'GZ-1124-001',
      kind: 'fault-interruption',
      customer: '北湖区政务服务中心',
      level: 'gold',
      clock: clocks.restore,
      missing: 6,
    }),
    row({
      id: 'job-3',
      orderNo: 'KT-1124-003',
      customer: '云汀商业银行股份有限公司城北支行',
      level: 'gold',
      clock: clocks.opening,
      flags: [{ code: 'plan-changed', args: { from: 'v1', to: 'v2' }, subject: null }],
    }),
    row({
      id: 'job-4',
      orderNo: 'KT-1117-014',
      customer: '拾光传媒（临江）有限公司',
      level: 'standard',
      clock: clocks.provisional,
      waitingRules: true,
    }),
  ],
  paused: [
    row({ id: 'job-5', orderNo: 'KT-1124-009', customer: '青禾冷链物流有限公司南仓', clock: clocks.paused }),
  ],
  done: [
    row({
      id: 'job-6',
      orderNo: 'KT-1124-002',
      customer: '南屏中学',
      clock: { ...clocks.arrivalMet, name: opening },
      completedAt: at(10, 12),
      atHq: 37,
      total: 37,
    }),
  ],
};

const FLAGS: JobFlag[] = [
  { code: 'plan-changed', args: { from: '1', to: '2' }, subject: null },
  { code: 'two-values', args: {}, subject: { zh: '收光功率', en: 'Received power' } },
];

const said: Omit<Fact, 'words'>[] = [
  { key: 'circuit-no', value: 'LJ-GX MSTP0412NP' },
  { key: 'circuit-name', value: '高新区远桥精密研发中心互联网专线' },
  { key: 'rate-mbps', value: '200' },
  { key: 'a-site', value: '城北机房，城北路 1 号' },
  { key: 'z-site', value: '研发楼 B1-03，高新区云汀路 9 号' },
  { key: 'distance-km', value: '7.49' },
  { key: 'received-at', value: at(9, 5, -3) },
  { key: 'appointment', value: at(15, 30) },
  { key: 'promised-on', value: at(0, 0, 3).slice(0, 10) },
  { key: 'computed-due', value: at(23, 59, 4) },
  { key: 'office-role', value: 'leading' },
  { key: 'remark', value: '先找物业王师傅借门禁卡' },
];
const facts: Fact[] = said.map((fact) => ({ ...fact, words: null }));
const contacts: Contact[] = [
  { name: '陈启明', title: '网络负责人', phone: '139 0000 0001', role: 'customer' },
  { name: '何晓岚', title: null, phone: '138 0000 0002', role: 'manager' },
];

export function sampleJob(): JobView {
  return {
    reminder: null,
    id: JOB,
    orderNo: 'KT-1124-006',
    kind: 'install',
    customer: rows.now.customer,
    address: '高新区云汀路 9 号 研发楼 B1-03',
    service: rows.now.service,
    level: 'bronze',
    clocks: [clocks.arrivalMet, clocks.opening],
    facts,
    contacts,
    steps: structuredClone(steps) as unknown as Step[],
    currentStep: 'prepare',
    missing: [],
    flags: new URLSearchParams(location.search).get('state') === 'flags' ? FLAGS : [],
    notes: [],
    readOnly: false,
  };
}

export const offline: Notice = { code: 'offline', args: { since: at(11, 6) } };

/** A fibre of 7.5 km with a connector, two splices and an end. */
export function sampleTrace(file: string): TracePlot {
  const distanceM: number[] = [];
  const levelDb: number[] = [];
  for (let m = 0; m <= 9000; m += 10) {
    const noise = Math.sin(m * 12.9898) * 0.5;
    let db = 24 - m * 0.00034 - (m > 1020 ? 0.3 : 0) - (m > 3214 ? 0.12 : 0);
    if (m < 60) db += 2 - m / 30;
    if (m >= 1000 && m < 1050) db += 1.6;
    if (m >= 7486 && m < 7530) db += 2.4;
    if (m >= 7530) db = 5 + noise * 2;
    distanceM.push(m);
    levelDb.push(db + noise * 0.04);
  }
  const end = (kind: 'end') => ({ distanceM: 7486, lossDb: null, reflectanceDb: -14.2, kind });
  return {
    trace: {
      event: `trace-${file}`,
      fileName: file,
      recordedAt: at(16, 40),
      direction: null,
      facts: {
        instrument: 'OTDR-02',
        serial: 'S2210',
        wavelengthNm: 1310,
        pulseNs: 100,
        lengthM: 7486,
        totalLossDb: 2.96,
        orlDb: 32.4,
      },
      warnings: [
        {
          zh: '校验和与通用算法不符；有几家仪表用自己的算法',
          en: 'The checksum does not match the usual algorithm; some makers use their own',
        },
      ],
      storage: 'onDevice',
    },
    aName: '城北机房',
    zName: '客户端',
    distanceM,
    levelDb,
    events: [
      { distanceM: 1020, lossDb: 0.3, reflectanceDb: -48.3, kind: 'reflective' },
      { distanceM: 3214, lossDb: 0.118, reflectanceDb: null, kind: 'non-reflective' },
      end('end'),
    ],
  };
}

/** A picture that says it is a sample. */
export function samplePicture(text: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><rect width="480" height="360" fill="#3c464a"/><rect x="60" y="90" width="360" height="180" fill="#d9d6cc"/><text x="240" y="175" font-size="30" text-anchor="middle" font-family="sans-serif">${text}</text><text x="240" y="220" font-size="22" text-anchor="middle" font-family="sans-serif">示例 SAMPLE</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
