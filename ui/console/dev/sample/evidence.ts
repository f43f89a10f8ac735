import type { Document, EventTime, Measurement, PersonRef, Photo, PhotoSlot } from '../../src/backend/api';
import { file, pdf, picture } from './files.ts';

const SLOTS: [string, string, string][] = [
  ['I01', '门牌', 'Door plate'],
  ['I02', '防护', 'Protection'],
  ['I03', '装前机柜', 'Rack before'],
  ['I05', '装后正面', 'Rack after, front'],
  ['I07', '设备灯态', 'Port lights'],
  ['I08', '设备铭牌', 'Nameplate'],
  ['I09', '设备标签', 'Device label'],
  ['I12', 'ODF 端口', 'ODF position'],
  ['I13', '尾纤标签', 'Patch cord labels'],
  ['I18', '收光读数', 'Power meter'],
  ['I21', '测速结果', 'Speed test'],
  ['I24', '服务卡', 'Service card'],
  ['I25', '清场', 'Site cleaned'],
];
/** Slots still empty while the engineer is at work. */
const LATE = new Set(['I24', 'I25', 'I21']);

export function photos(time: EventTime, by: PersonRef, all: boolean): PhotoSlot[] {
  return SLOTS.map(([code, zh, en], at) => {
    const taken = all || !LATE.has(code) ? [photo(code, zh, at, time, by)] : [];
    if (code === 'I09' && taken[0]) taken[0].problem = 'format_not_shown';
    if (code === 'I08' && taken[0]) taken.unshift(withdrawn(taken[0], time, by));
    const filled = taken.some((one) => !one.problem && !one.withdrawn);
    return { key: code, code, name: { zh, en }, required: true, filled, photos: taken };
  });
}

function photo(code: string, name: string, at: number, time: EventTime, by: PersonRef): Photo {
  const original = picture(code, name, (at * 47) % 360, 1600);
  const shown = code !== 'I09';
  return {
    event: `019ac000-0000-7000-9000-0000000001${String(at).padStart(2, '0')}`,
    time,
    by,
    fileName: `IMG_20261122_10${30 + at}.jpg`,
    format: shown ? 'jpeg' : 'heic',
    width: shown ? 4032 : null,
    height: shown ? 3024 : null,
    takenAt: '2026-11-22 10:31:09',
    latitude: '31.23041',
    longitude: '121.47370',
    problem: null,
    original: file(original, 'image/svg+xml', 'photo.original'),
    rendition: shown
      ? file(picture(code, name, (at * 47) % 360, 1280), 'image/svg+xml', 'photo.rendition')
      : null,
    thumbnail: shown
      ? file(picture(code, name, (at * 47) % 360, 320), 'image/svg+xml', 'photo.thumbnail')
      : null,
    withdrawn: null,
    supersededBy: null,
  };
}

function withdrawn(like: Photo, time: EventTime, by: PersonRef): Photo {
  const event = like.event.replace('-9000-', '-9001-');
  return { ...like, event, withdrawn: { reason: '反光，字看不清', at: time.at, by } };
}

interface Row {
  metric: string;
  scope: 'local' | 'e2e';
  zh: string;
  en: string;
  unit: string;
  value: string | null;
  low?: string;
  high?: string;
  origin?: 'order' | 'carrier' | 'default';
  verdict: Measurement['verdict'];
  margin?: string;
  trace?: boolean;
}
const METRICS: Row[] = [
  {
    metric: 'rx_power',
    scope: 'local',
    zh: '客户端收光',
    en: 'Received power',
    unit: 'dBm',
    value: '-18.4',
    low: '-24.0',
    high: '-8.0',
    origin: 'default',
    verdict: 'pass',
    margin: '5.6',
  },
  {
    metric: 'attenuation',
    scope: 'local',
    zh: '1550 衰减',
    en: 'Attenuation 1550',
    unit: 'dB/km',
    value: '0.34',
    high: '0.30',
    origin: 'default',
    verdict: 'fail',
    margin: '-0.04',
    trace: true,
  },
  {
    metric: 'length',
    scope: 'local',
    zh: '光纤长度',
    en: 'Fibre length',
    unit: 'km',
    value: '7.612',
    verdict: 'unjudged',
    trace: true,
  },
  {
    metric: 'down_rate',
    scope: 'e2e',
    zh: '下行速率',
    en: 'Down rate',
    unit: 'Mbit/s',
    value: '197.2',
    low: '190',
    origin: 'order',
    verdict: 'pass',
    margin: '7.2',
  },
  {
    metric: 'up_rate',
    scope: 'e2e',
    zh: '上行速率',
    en: 'Up rate',
    unit: 'Mbit/s',
    value: '196.8',
    low: '190',
    origin: 'order',
    verdict: 'pass',
    margin: '6.8',
  },
  {
    metric: 'ping_gateway',
    scope: 'e2e',
    zh: '到网关往返',
    en: 'Round trip to gateway',
    unit: 'ms',
    value: '2.1',
    high: '5',
    origin: 'default',
    verdict: 'pass',
    margin: '2.9',
  },
  {
    metric: 'ping_loss',
    scope: 'e2e',
    zh: '丢包，100 个',
    en: 'Loss of 100 pings',
    unit: '%',
    value: null,
    high: '0',
    origin: 'carrier',
    verdict: 'missing',
  },
];

export function measurements(time: EventTime, by: PersonRef, all: boolean): Measurement[] {
  return METRICS.map((row) => {
    const value = row.value ?? (all ? '0' : null);
    return {
      metric: row.metric,
      name: { zh: row.zh, en: row.en },
      scope: row.scope,
      unit: row.unit,
      required: true,
      limit: row.low || row.high ? { low: row.low, high: row.high, origin: row.origin ?? 'default' } : null,
      values:
        value === null
          ? []
          : [
              {
                event: `${row.metric}-1`,
                value,
                run: null,
                source: row.trace ? 'trace' : 'typed',
                time,
                by,
                supersededBy: null,
              },
            ],
      disputed: false,
      verdict: value !== null && row.verdict === 'missing' ? 'pass' : row.verdict,
      margin: row.margin ?? null,
    };
  });
}

export function documents(time: EventTime, by: PersonRef): Document[] {
  const signed = (field: string, name: string) => ({
    field,
    name,
    title: '',
    time,
    satisfaction: field === 'customer' ? 'satisfied' : null,
    remark: null,
    pagesHash: '3f9a61c0'.repeat(8),
  });
  const open = {
    field: 'manager',
    name: null,
    title: null,
    time: null,
    satisfaction: null,
    remark: null,
    pagesHash: null,
  };
  const base = {
    language: 'zh-CN',
    time,
    recordHash: '7be2190d'.repeat(8),
    ofRecord: null,
    verification: {
      valid: true,
      lastCoversFile: true,
      pagesMatch: true,
      recordHashMatches: true,
      signatures: ['tester', 'customer'].map((field) => ({
        field,
        valid: true,
        subject: 'CN=sample',
        claimedAt: time.at,
        problem: null,
      })),
    },
  };
  return [
    {
      ...base,
      event: '019ac000-0000-7000-9000-000000000301',
      kind: 'test_report.e2e',
      name: { zh: '全程测试报告', en: 'End-to-end test report' },
      pages: 4,
      state: 'signed',
      fields: [signed('tester', by.name), signed('customer', '陈亦宁')],
      file: file(pdf('end-to-end test report'), 'application/pdf', 'document.signed'),
    },
    {
      ...base,
      event: '019ac000-0000-7000-9000-000000000302',
      kind: 'acceptance',
      name: { zh: '开通暨验收单', en: 'Acceptance form' },
      pages: 2,
      state: 'partlySigned',
      fields: [signed('tester', by.name), signed('customer', '陈亦宁'), open],
      file: file(pdf('acceptance form'), 'application/pdf', 'document.signed'),
    },
  ];
}
