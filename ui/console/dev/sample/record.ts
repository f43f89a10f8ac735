import type {
  EventTime,
  JobRecord,
  JobSummary,
  PersonRef,
  TimelineEntry,
  Verification,
} from '../../src/backend/api';
import { documents, measurements, photos } from './evidence.ts';
import { faultDecisions, faultTrade } from './fault.ts';
import { minutes, stamp } from './time.ts';
import { sampleTrace } from './trace.ts';

/** How much of the day has come in: nothing yet, the morning, or all of it. */
export type Arrived = 'nothing' | 'half' | 'all';

export function recordOf(summary: JobSummary, arrived: Arrived, now: number): JobRecord {
  const by: PersonRef = summary.row.assignee ?? { id: '', name: '许曼', company: null };
  const at = (ago: number, offline = false) => timeOf(now - minutes(ago), offline);
  const timeline = entries(summary, by, arrived, at);
  const here = arrived !== 'nothing';
  const fault = summary.row.kind.startsWith('fault');
  return {
    ...summary,
    decisions: fault ? faultDecisions(at(20), by, now) : [],
    acts: fault
      ? [
          'suspend.approved',
          'suspend.rejected',
          'customer.contacted',
          'progress.reported',
          'recovery.confirmed',
          'inspection.failed',
        ]
      : summary.acts,
    trade: fault ? faultTrade(by, now) : [],
    missing: missing(summary.row.missing, arrived),
    flags:
      arrived === 'half'
        ? [
            {
              kind: 'outsideLimit',
              events: [timeline.at(-2)?.event ?? ''],
              subject: { zh: '1550 衰减', en: 'Attenuation 1550' },
              note: '0.34 dB/km',
            },
          ]
        : [],
    recent: timeline.slice(-8).reverse(),
    timeline,
    photos: here ? photos(at(60, true), by, arrived === 'all') : [],
    traces: here ? [sampleTrace('019ac000-0000-7000-9000-000000000201', at(40, true), by)] : [],
    measurements: here ? measurements(at(30, true), by, arrived === 'all') : [],
    documents: arrived === 'all' ? documents(at(12, true), by) : [],
    verification: verification(summary, arrived, stamp(now)),
  };
}

function timeOf(moment: number, offline: boolean): EventTime {
  return {
    at: stamp(moment),
    precision: 'minute',
    earliest: offline ? stamp(moment - minutes(1)) : null,
    latest: offline ? stamp(moment + minutes(1)) : null,
    recordedOffline: offline,
    receivedAt: stamp(moment + minutes(2)),
  };
}

type Line = Partial<TimelineEntry> & { kind: string; ago: number };

function entries(
  { row, plan }: JobSummary,
  by: PersonRef,
  arrived: Arrived,
  at: (ago: number, offline?: boolean) => EventTime,
): TimelineEntry[] {
  const hq = { id: '', name: '沈若溪', company: null };
  const start: Line[] = [
    { kind: 'order.received', ago: 1600, mark: 'key', by: hq, note: row.orderNo },
    { kind: 'job.dispatched', ago: 1590, mark: 'key', by: hq, person: by.name },
  ];
  const morning: Line[] = [
    { kind: 'job.accepted', ago: 1500, mark: 'key' },
    {
      kind: 'answer.given',
      ago: 200,
      subject: { zh: '确认预约', en: 'Visit confirmed' },
      label: { zh: '已电话确认', en: 'By phone' },
    },
    { kind: 'visit.departed', ago: 130 },
    { kind: 'visit.arrived', ago: 95, mark: 'key' },
    {
      kind: 'answer.given',
      ago: 92,
      subject: { zh: '客户同意施工', en: 'Customer consents' },
      label: { zh: '同意', en: 'Yes' },
    },
    { kind: 'photo.taken', ago: 80, subject: { zh: 'I03 装前机柜', en: 'I03 Rack before' } },
    {
      kind: 'photo.withdrawn',
      ago: 70,
      subject: { zh: 'I08 设备铭牌', en: 'I08 Nameplate' },
      note: '反光，字看不清',
    },
    {
      kind: 'measurement.recorded',
      ago: 46,
      subject: { zh: '客户端收光', en: 'Received power' },
      value: '-18.6',
      unit: 'dBm',
      supersededBy: 'corrected',
    },
    {
      kind: 'measurement.recorded',
      ago: 45,
      subject: { zh: '客户端收光', en: 'Received power' },
      value: '-18.4',
      unit: 'dBm',
      supersedes: ['x'],
    },
    { kind: 'trace.imported', ago: 40, value: 'KT-1120-018-1550.sor' },
    {
      kind: 'measurement.recorded',
      ago: 40,
      mark: 'finding',
      subject: { zh: '1550 衰减', en: 'Attenuation 1550' },
      value: '0.34',
      unit: 'dB/km',
    },
    {
      kind: 'step.closed',
      ago: 32,
      subject: { zh: '光路与速率', en: 'Light path and rate' },
      note: '衰减略高，已报资源部',
    },
  ];
  const rest: Line[] = [
    { kind: 'circuit.opened', ago: 24, mark: 'key' },
    {
      kind: 'document.made',
      ago: 18,
      subject: { zh: '全程测试报告', en: 'End-to-end test report' },
      hash: '7be2190d'.repeat(8),
    },
    {
      kind: 'signature.given',
      ago: 15,
      mark: 'key',
      person: by.name,
      subject: { zh: '全程测试报告', en: 'End-to-end test report' },
      hash: '3f9a61c0'.repeat(8),
    },
    {
      kind: 'signature.given',
      ago: 13,
      mark: 'key',
      person: plan.customer.contact.name,
      subject: { zh: '开通暨验收单', en: 'Acceptance form' },
      hash: '91c204aa'.repeat(8),
    },
    { kind: 'acceptance.signed', ago: 12, mark: 'key' },
    { kind: 'job.completed', ago: 8, mark: 'key' },
    { kind: 'visit.left', ago: 5 },
  ];
  const lines =
    arrived === 'nothing'
      ? start
      : arrived === 'half'
        ? [...start, ...morning]
        : [...start, ...morning, ...rest];
  return lines.map(({ ago, ...line }, index) => ({
    event: `019ac000-0000-7000-9000-0000000000${String(index).padStart(2, '0')}`,
    mark: 'plain',
    by,
    device: line.by ? null : 'FIELD-02',
    supersedes: [],
    late: false,
    time: at(ago, ago < 100),
    ...line,
  }));
}

function missing(count: number, arrived: Arrived): JobSummary['missing'] {
  if (arrived === 'all')
    return [
      {
        group: 'afterwards',
        kind: 'signature',
        subject: { zh: '客户经理签验收单', en: 'Manager signs the acceptance form' },
      },
    ];
  const all: JobSummary['missing'] = [
    { group: 'thisStep', kind: 'measurement', subject: { zh: '丢包，100 个', en: 'Loss of 100 pings' } },
    { group: 'beforeLeaving', kind: 'photo', subject: { zh: 'I21 测速结果', en: 'I21 Speed test' } },
    { group: 'beforeLeaving', kind: 'photo', subject: { zh: 'I25 清场', en: 'I25 Site cleaned' } },
    { group: 'beforeLeaving', kind: 'signature', subject: { zh: '客户签字', en: 'Customer signs' } },
  ];
  return all.slice(0, Math.min(count, all.length));
}

function verification({ row }: JobSummary, arrived: Arrived, now: string): Verification {
  const empty = arrived === 'nothing';
  const entries = empty ? 0 : arrived === 'half' ? 12 : 37;
  return {
    state: empty ? 'empty' : arrived === 'half' ? 'waiting' : 'verified',
    checkedAt: now,
    chains:
      empty || !row.device
        ? []
        : [
            {
              device: row.device,
              incarnation: 'a1'.repeat(16),
              entries,
              lastSeq: 412,
              intact: true,
              checkpointValid: true,
              forked: false,
              successorBecause: null,
            },
          ],
    receipts: { entries, receipted: entries, lastAt: empty ? null : now, keyId: 'hq-2026-1' },
    files: {
      attached: empty ? 0 : 41,
      stored: empty ? 0 : arrived === 'half' ? 38 : 41,
      waiting:
        arrived === 'half'
          ? [{ sha256: 'ab'.repeat(32), len: 1, mime: 'image/jpeg', role: 'photo.original', level: 'absent' }]
          : [],
      mismatched: [],
    },
    signatures: { total: arrived === 'all' ? 4 : 0, valid: arrived === 'all' ? 4 : 0, lastCoversFile: true },
    instruments: empty
      ? []
      : [
          {
            kind: 'otdr',
            model: 'Sample OTDR 730',
            serial: 'SN-26-0417',
            calibratedUntil: '2027-03-01',
            expired: false,
          },
        ],
    quarantined: [],
  };
}
