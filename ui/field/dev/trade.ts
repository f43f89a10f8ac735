/** What an installation does not show: inspection items, short forms, a report that is due, a date that may still
 * move, a last step with a name of its own. */
import type { InspectionLine, JobView, RecordField, RecordForm, Step } from '../src/backend/bindings';
import { at, clocks } from './sample';

const form = (part: Pick<RecordForm, 'kind' | 'title' | 'add' | 'fields'>): RecordForm => ({
  required: false,
  afterwards: false,
  entries: [],
  draft: {},
  ...part,
});
const field = (part: Pick<RecordField, 'key' | 'name' | 'kind'> & Partial<RecordField>): RecordField => ({
  required: false,
  unit: null,
  options: [],
  prefill: null,
  reader: null,
  ...part,
});
const text = field({
  key: 'text',
  name: { zh: '具体情况', en: 'Details' },
  kind: 'long',
  required: true,
  reader: 'customer',
});

const findings: RecordForm = {
  ...form({
    kind: 'findings',
    title: { zh: '隐患', en: 'Findings' },
    add: { zh: '记一处隐患', en: 'Note a finding' },
    fields: [text, field({ key: 'due', name: { zh: '什么时候前', en: 'By when' }, kind: 'date' })],
  }),
  entries: [
    {
      event: 'finding-1',
      at: at(14, 5),
      lines: [
        {
          name: { zh: '发现', en: 'Found' },
          value: { zh: '机柜接地线松动', en: 'The cabinet ground is loose' },
        },
      ],
      state: 'open',
      note: null,
      end: { zh: '已处理', en: 'Mended' },
      storage: 'onDevice',
    },
  ],
};
const suspend = form({
  kind: 'suspend',
  title: { zh: '停钟', en: 'Stops' },
  add: { zh: '提请停钟', en: 'Ask to stop the clock' },
  fields: [
    { ...text, reader: 'ticket' },
    field({
      key: 'planned_resume',
      name: { zh: '打算什么时候接着做', en: 'When work goes on' },
      kind: 'time',
      required: true,
    }),
  ],
});
const runs = form({
  kind: 'test_runs',
  title: { zh: '测试过程', en: 'How it was tested' },
  add: { zh: '记一次测试', en: 'Note a test' },
  fields: [
    field({ key: 'start', name: { zh: '开始', en: 'Began' }, kind: 'time' }),
    field({ key: 'end', name: { zh: '结束', en: 'Ended' }, kind: 'time' }),
  ],
});
const progress = form({
  kind: 'progress',
  title: { zh: '进展', en: 'Progress' },
  add: { zh: '写进展', en: 'Report progress' },
  fields: [text],
});

const item = (key: string, name: InspectionLine['name'], limit: InspectionLine['limit']): InspectionLine => ({
  key,
  item: `inspection.${key}`,
  name,
  how: { zh: '看和问', en: 'Look and ask' },
  limit,
  required: true,
  value: null,
  remark: null,
  findings: 0,
});
const fine = { zh: '没有松动', en: 'Nothing loose' };
const written = { zh: '只记录', en: 'Record only' };
const items: InspectionLine[] = [
  item('01', { zh: '机柜固定，接地线没有松动', en: 'Cabinet fixed, ground not loose' }, fine),
  item(
    '41',
    { zh: '这条电路最近三个月的流量', en: 'Traffic of this line in the last three months' },
    written,
  ),
  item(
    '44',
    { zh: '客户的意见：问一句，写下来', en: "The customer's opinion: ask, and write it down" },
    written,
  ),
];

const step: Step = {
  key: 'items',
  name: { zh: '逐项检查', en: 'Go through the items' },
  state: 'open',
  missing: 0,
  flagged: 0,
  total: items.length,
  reason: null,
  blocks: [
    { type: 'facts' },
    { type: 'inspection', items, finding: findings },
    { type: 'records', forms: [findings, suspend, runs] },
  ],
};

const report = { zh: '报结', en: 'Report complete' };

export function withTrade(job: JobView): JobView {
  const due = clocks.provisional;
  return {
    ...job,
    clocks: [clocks.arrivalMet, due],
    facts: job.facts.map((fact) =>
      fact.key === 'computed-due' ? { ...fact, value: at(12, 0, 9).slice(0, 10) } : fact,
    ),
    reminder: { due: at(14, 0), overdue: true, form: progress },
    steps: [
      structuredClone(step),
      ...job.steps.map((known) => (known.key === 'complete' ? { ...known, name: report } : known)),
    ],
  };
}
