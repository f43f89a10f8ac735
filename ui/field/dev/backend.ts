/** A device that lives in this page: the same functions as `src/backend/commands.ts`, over sample data. */
import type * as real from '../src/backend/commands';
import type { Block, ErrorCode, LockView, Metric, SettingsView, Verdict } from '../src/backend/bindings';
import { settle } from './rules';
import { SAFE } from './safe';
import { JOB, at, clocks, offline, rows, sampleJob, samplePicture, sampleTrace } from './sample';
import { withTrade } from './trade';

const asked = new URLSearchParams(location.search);
const state = asked.get('state') ?? '';
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
const fail = (code: ErrorCode, args: Record<string, string> = {}): never => {
  throw { code, args };
};

/** What a test may turn: the disk is full, nothing can be read, the lock does not close, how long a save takes; and the lock itself. */
const turned = {
  full: state === 'full',
  unreadable: false,
  stuck: false,
  slowMs: 0,
  keptDrafts: [] as unknown[],
  lock: () => {},
};
Object.assign(window, { sample: turned });

const pictures = new Map<string, string>();
const begin = () => (state === 'trade' ? withTrade(sampleJob()) : sampleJob());
let live = begin();
settle(live);
/** What a power cut left. */
let unfiled =
  state === 'unfiled' ? [3184, 212, 18].map((sizeKb) => ({ sha256: `${sizeKb}`.repeat(16), sizeKb })) : [];

const settings: SettingsView = {
  language: asked.get('lang') === 'en' ? 'en' : 'zh-CN',
  theme: (asked.get('theme') as SettingsView['theme'] | null) ?? 'light',
  lockAfterMin: 5,
  account: {
    name: '周立群',
    title: '工程师',
    company: '临江通信',
    staffNo: '0427',
    secret: 'pin',
    device: 'LP-0427',
    certificateUntil: '2036-11-20T00:00:00+08:00',
    hqAddress: 'https://hq.linjiang.example:8443',
    caFingerprint: '3F9A 61C0 77D2 15E8 4B0C 9A3E D1F6 8B24',
    lastContact: at(11, 6),
  },
  disk: { freeMb: 48200, dataMb: 612, reserve: true, folder: 'C:\\Users\\zhou\\AppData\\Local\\Lineproof' },
  version: '0.1.0',
};
const lock: LockView = {
  state: state === 'new' ? 'notEnrolled' : 'locked',
  profiles:
    state === 'new'
      ? []
      : [
          {
            id: 'p1',
            name: '周立群',
            team: '城北维护一班',
            staffNo: '0427',
            secret: state === 'passphrase' ? 'passphrase' : 'pin',
            onDevice: 14,
            atHq: 23,
            nextDue: clocks.arrivalSoon,
            lastContact: at(11, 6),
            clockOffS: 1.4,
          },
        ],
  lastProfile: 'p1',
  language: settings.language,
  theme: settings.theme,
  version: '0.1.0',
  newSecret: 'pin',
};

function blocks<T extends Block['type']>(type: T): Extract<Block, { type: T }>[] {
  return live.steps
    .flatMap((step) => step.blocks)
    .filter((block): block is Extract<Block, { type: T }> => block.type === type);
}
const slot = (code: string) =>
  blocks('photos')
    .flatMap((b) => b.slots)
    .find((s) => s.code === code);
const paper = (id: string) =>
  blocks('documents')
    .flatMap((b) => b.items)
    .find((p) => p.document === id || p.kind === id);

function judged(metric: Metric, value: string): Verdict {
  const n = Number(value.replace('\u2212', '-').replace(',', '.'));
  const { limit } = metric;
  if (metric.input === 'number' && Number.isNaN(n)) fail('value-not-number', { value });
  const verdict = (good: boolean, by: number, below: boolean): Verdict => ({
    is: good ? 'pass' : 'fail',
    margin: Math.abs(by)
      .toFixed(2)
      .replace(/\.?0+$/, ''),
    below,
    outOfCalibration: false,
  });
  if (limit.type === 'range')
    return n < Number(limit.low)
      ? verdict(false, Number(limit.low) - n, true)
      : verdict(n <= Number(limit.high), Math.min(n - Number(limit.low), Number(limit.high) - n), false);
  if (limit.type === 'atMost') return verdict(n <= Number(limit.high), Number(limit.high) - n, false);
  if (limit.type === 'atLeast') return verdict(n >= Number(limit.low), n - Number(limit.low), true);
  if (limit.type === 'works')
    return { is: value === 'yes' ? 'pass' : 'fail', margin: null, below: false, outOfCalibration: false };
  return { is: 'noted', margin: null, below: false, outOfCalibration: false };
}
const metricOf = (key: string, scope: string) =>
  blocks('metrics')
    .flatMap((b) => b.items)
    .find((m) => m.key === key && m.scope === scope);

async function keepPhoto(code: string, name: string, url: string, usable: boolean) {
  const known = slot(code) ?? fail('slot-unknown', { slot: code });
  const id = `${code}-${known.photos.length}`;
  pictures.set(id, url);
  known.photos.unshift({
    event: id,
    fileName: name,
    sizeKb: 3120,
    recordedAt: at(15, 58),
    takenAt: at(15, 57),
    hasPosition: true,
    usable,
    problem: usable ? null : 'heic',
    storage: 'onDevice',
    thumbnail: usable ? id : null,
    rendition: usable ? id : null,
  });
  known.state = known.photos.some((p) => p.usable) ? 'met' : 'unusable';
}

export const commands: typeof real.commands = {
  lockView: async () => lock,
  enrolPreview: async (code) =>
    code.length < 6
      ? fail('enrol-code-form')
      : { address: 'https://hq.linjiang.example:8443', caFingerprint: settings.account?.caFingerprint ?? '' },
  enrol: async () => (await wait(700), { ...lock, state: 'open' }),
  enrolAgain: async (code) =>
    code.startsWith('LP1') ? { ...lock, state: 'locked' } : fail('enrol-code-form'),
  unlock: async (_profile, secret) => {
    await wait(300);
    return secret === '135790' || secret.length > 6
      ? { ...lock, state: 'open' }
      : fail('pin-wrong', { left: '4' });
  },
  lock: async () => (turned.stuck ? fail('internal') : { ...lock, state: 'softLocked' }),
  changeSecret: async () => null,
  recover: async () => ({ ...lock, state: 'open' }),
  shellState: async () => ({
    name: '周立群',
    company: '临江通信',
    safe: { onDevice: state === 'safe' ? 0 : 16, atHq: 23, online: state === 'safe', lastContact: at(11, 6) },
    notices:
      state === 'safe' ? [] : state === 'full' ? [{ code: 'disk-full', args: {} }, offline] : [offline],
    readOnly: false,
    sample: true,
  }),
  today: async () => {
    if (state === 'error' || turned.unreadable) fail('store-unreadable');
    if (state === 'loading') await wait(60_000);
    const empty = state === 'empty';
    return {
      now: empty ? null : { ...rows.now, missing: live.missing.length },
      next: empty ? [] : rows.next,
      paused: empty ? [] : rows.paused,
      done: empty ? [] : rows.done,
      preparation: empty
        ? null
        : {
            job: JOB,
            step: 'prepare',
            customer: rows.now.customer,
            appointment: at(15, 30),
            open: [{ zh: '钥匙、出入证、施工许可', en: 'Keys, pass, permit' }],
            settled: [
              { zh: '五个一', en: 'The five' },
              { zh: '安全帽、反光衣', en: 'Helmet, vest' },
              { zh: '仪表有电，校准没过期', en: 'Instruments ready' },
            ],
          },
    };
  },
  jobView: async (id) => {
    if (turned.unreadable) fail('store-unreadable');
    return id === JOB ? settle(live) : fail('job-unknown');
  },
  markMilestone: async (_job, milestone) => {
    await wait(200);
    for (const block of blocks('milestone')) if (block.milestone === milestone) block.reachedAt = at(15, 24);
    return settle(live);
  },
  giveAnswer: async (_job, input) => {
    const asked = blocks('questions')
      .flatMap((b) => b.items)
      .find((question) => question.item === input.item);
    if (asked?.kind === 'number' && /^\d+,\d{3}$/.test(input.value))
      fail('value-ambiguous', {
        value: input.value,
        first: input.value.replace(',', ''),
        second: input.value.replace(',', '.'),
      });
    for (const question of blocks('questions').flatMap((b) => b.items))
      if (question.item === input.item) {
        question.value = input.value;
        question.remark = input.remark;
      }
    for (const line of blocks('inspection').flatMap((b) => b.items))
      if (line.item === input.item) Object.assign(line, { value: input.value, remark: input.remark });
    return settle(live);
  },
  addRecord: async () => settle(live),
  endRecord: async () => settle(live),
  keepDraft: async (...kept) => (turned.keptDrafts.push(kept), null),
  textWarnings: async (_job, text) =>
    text.includes('不归我管')
      ? [{ words: '不归我管', advice: { zh: '先接下来，再找该管的人', en: 'Take it, then find who can' } }]
      : [],
  cardBox: async (job) => ({
    scripts: [
      {
        code: 'S04',
        when: { zh: '客户催得急', en: 'The customer presses' },
        say: {
          zh: [
            { text: job ? '陈工' : '____', filled: job !== null },
            { text: '，我正在处理，半小时内给您回话。', filled: false },
          ],
          en: [{ text: 'I am on it and will call you within half an hour.', filled: false }],
        },
        avoid: { zh: '这不归我管', en: 'That is not my business' },
        fits: true,
      },
    ],
    forbidden: [
      {
        code: 'X4',
        name: { zh: '推诿', en: 'Shifting the blame' },
        text: { zh: '不说“不归我管”。先接下来，再找该管的人。', en: 'Take it, then find who can.' },
      },
    ],
    conduct: [
      { code: 'R-142', name: null, text: { zh: '进门先亮证件，说清来意。', en: 'Show your pass first.' } },
    ],
  }),
  unfiledPhotos: async () => unfiled,
  filePhoto: async (_job, slot, sha256) => {
    if (turned.full) fail('disk-full');
    unfiled = unfiled.filter((photo) => photo.sha256 !== sha256);
    await keepPhoto(slot, `${sha256.slice(0, 8)}.jpeg`, samplePicture(sha256), true);
    return settle(live);
  },
  withdrawPhoto: async (_job, photo) => {
    for (const known of blocks('photos').flatMap((b) => b.slots)) {
      known.photos = known.photos.filter((p) => p.event !== photo);
      known.state = known.photos.some((p) => p.usable) ? 'met' : 'missing';
    }
    return settle(live);
  },
  judgeMeasurement: async (_job, input) => {
    await wait(turned.slowMs);
    const metric = metricOf(input.metric, input.scope) ?? fail('metric-unknown', { metric: input.metric });
    return judged(metric, input.value);
  },
  recordMeasurement: async (_job, input) => {
    await wait(turned.slowMs);
    const metric = metricOf(input.metric, input.scope) ?? fail('metric-unknown', { metric: input.metric });
    metric.verdict = judged(metric, input.value);
    metric.value = input.value;
    metric.source = 'typed';
    metric.remark = input.remark;
    metric.wantsRemark = metric.verdict.is === 'fail' && !metric.required;
    return settle(live);
  },
  noteInstrument: async (_job, input) => {
    for (const block of blocks('metrics'))
      block.instruments.push({
        event: `tool-${block.instruments.length}`,
        ...input,
        settings: input.settings ?? null,
        name: block.instrumentKinds.find((kind) => kind.kind === input.kind)?.name ?? {
          zh: input.kind,
          en: input.kind,
        },
        expired: (input.calibratedUntil ?? '9') < at(0, 0).slice(0, 10),
      });
    return settle(live);
  },
  tracePlot: async (_job, trace) => sampleTrace(trace.replace('trace-', '')),
  closeStep: async (_job, key, reason) => {
    const step = live.steps.find((known) => known.key === key) ?? fail('step-unknown');
    if (step.missing > 0 && !reason) fail('step-missing', { count: String(step.missing) });
    step.state = reason ? 'closedWithReason' : 'closed';
    step.reason = reason;
    return settle(live);
  },
  addNote: async (_job, text) => {
    live.notes.unshift({ at: at(15, 40), text, storage: 'onDevice' });
    return settle(live);
  },
  makeDocument: async (_job, kind, language) => {
    await wait(400);
    const made = paper(kind) ?? fail('document-unknown');
    Object.assign(made, {
      state: 'made',
      document: `doc-${kind}`,
      pages: 2,
      madeAt: at(17, 32),
      language,
      storage: 'onDevice',
    });
    return settle(live);
  },
  openSigning: async (document, field) => {
    const shown = paper(document) ?? fail('document-unknown');
    const signers = { tester: '周立群', acceptor: '苏婷', customer: '陈启明', manager: '何晓岚' };
    return {
      document,
      job: JOB,
      kind: shown.kind,
      name: shown.name,
      pages: 2,
      pagesHash: '3f9a61c0b1a4a5d0c3e2f1908172635445362718091a2b3c4d5e6f7081928b24',
      field,
      signer: {
        name: signers[field],
        title: field === 'customer' ? '网络负责人' : null,
        phone: null,
        role: null,
      },
      asksSatisfaction: field === 'customer',
      substituted: [],
      company: '临江通信',
    };
  },
  signDocument: async (input) => {
    await wait(400);
    const field = paper(input.document)?.fields.find((known) => known.field === input.field);
    if (field) Object.assign(field, { signedAt: at(17, 40), name: input.name });
    return settle(live);
  },
  verifyDocument: async (document) => ({
    ...(turned.full ? fail('blob-missing') : {}),
    intact: true,
    signatures: paper(document)?.fields.filter((field) => field.signedAt).length ?? 0,
    trusted: true,
    certificate: '周立群，LP-0427',
    trustedTime: null,
  }),
  exportDocument: async () => ({ path: 'C:\\Users\\zhou\\Downloads\\KT-1124-006 全程测试报告.pdf' }),
  documents: async () =>
    blocks('documents')
      .flatMap((block) => block.items)
      .map((document) => ({
        job: JOB,
        orderNo: live.orderNo,
        customer: live.customer,
        step: 'sign',
        document: structuredClone(document),
      })),
  safeView: async () => (turned.unreadable ? fail('store-unreadable') : structuredClone(SAFE)),
  syncNow: async () => {
    await wait(600);
    return {
      reached: false,
      sent: 0,
      received: 0,
      left: 14,
      trouble: 'hq-unreachable',
      args: { address: 'hq.linjiang.example' },
    };
  },
  settings: async () => structuredClone(settings),
  changeSettings: async (change) => {
    if (turned.full) fail('disk-full');
    settings.language = change.language ?? settings.language;
    settings.theme = change.theme ?? settings.theme;
    settings.lockAfterMin = change.lockAfterMin ?? settings.lockAfterMin;
    return structuredClone(settings);
  },
};

export const raw: typeof real.raw = {
  putPhoto: async (_job, code, name, bytes) => {
    await wait(150);
    if (bytes.byteLength === 0) fail('file-empty', { file: name });
    if (turned.full) fail('disk-full');
    const usable = !name.toLowerCase().endsWith('.heic');
    await keepPhoto(code, name, URL.createObjectURL(new Blob([bytes])), usable);
    return settle(live);
  },
  importTrace: async (_job, name) => {
    if (!name.toLowerCase().endsWith('.sor')) fail('trace-not-sor', { file: name });
    const { trace } = sampleTrace(name);
    for (const block of blocks('traces')) block.items.unshift(trace);
    for (const metric of blocks('metrics').flatMap((b) => b.items))
      if (metric.key === 'fibre.length' || metric.key === 'fibre.loss_per_km_1310') {
        metric.value = metric.key === 'fibre.length' ? '7.486' : '0.34';
        metric.source = 'trace';
        metric.verdict = judged(metric, metric.value);
      }
    return settle(live);
  },
  documentBytes: async () => {
    const answer = await fetch('/dev/sample.pdf');
    if (answer.headers.get('content-type') !== 'application/pdf') fail('blob-missing');
    return answer.arrayBuffer();
  },
};

export const blobUrl: typeof real.blobUrl = (sha256) => pictures.get(sha256) ?? samplePicture(sha256);
export const onChanged: typeof real.onChanged = async (heard) => {
  turned.lock = () => heard({ jobs: [], list: false, safe: false, locked: true });
  return () => undefined;
};

/** For looking at a job in the middle of its day: steps up to `step` done as far as they can be. */
export function workUpTo(key: string) {
  live = begin();
  for (const step of live.steps) {
    if (step.key === key) break;
    for (const block of step.blocks) {
      if (block.type === 'photos')
        for (const known of block.slots)
          void keepPhoto(known.code, `${known.code}.jpg`, samplePicture(known.name.zh), true);
      if (block.type === 'questions')
        for (const question of block.items)
          question.value =
            question.options[0]?.value ??
            {
              text: '有',
              number: '3',
              check: 'yes',
              choice: 'yes',
              day: '2026-12-01',
              period: '2026-12-01 22:00 – 2026-12-02 04:00',
              coordinates: '25.04, 102.71',
            }[question.kind];
      if (block.type === 'milestone') block.reachedAt = at(15, 24);
      if (block.type === 'metrics')
        for (const metric of block.items)
          if (metric.input === 'number') {
            const { limit } = metric;
            metric.value = limit.type === 'range' ? '-18.4' : limit.type === 'atLeast' ? limit.low : '0';
            if (metric.unit === 'V') metric.value = '224';
            metric.source = 'typed';
            metric.verdict = judged(metric, metric.value);
          } else if (metric.input === 'yesNo') {
            metric.value = 'yes';
            metric.verdict = { is: 'pass', margin: null, below: false, outOfCalibration: false };
          }
    }
    step.state = 'closed';
  }
  settle(live);
}
const upTo = asked.get('upTo');
if (upTo) workUpTo(upTo);
