import type { CatalogueSummary } from '../../src/backend/api';

const TRANSMISSION = {
  id: 'cm-transmission',
  name: { zh: '移动传输专线规则', en: 'CM transmission rules' },
  levels: [{ level: 'gold' as const, word: { zh: '金牌级', en: 'Gold' } }],
};
const DUTY = { id: 'cu-duty', name: { zh: '联通值班规则', en: 'CU duty rules' }, levels: [] };
const DISPATCH = {
  id: 'ct-dispatch',
  name: { zh: '电信派单规则', en: 'CT dispatch rules' },
  levels: [{ level: 'gold' as const, word: { zh: '集团级', en: 'Group' } }],
};

const KINDS: [string, string, string][] = [
  ['install', '开通', 'Installation'],
  ['survey', '资源勘察', 'Survey'],
  ['adjust_config', '配置调整', 'Configuration change'],
  ['adjust_move', '移机', 'Move'],
  ['stop_temporary', '暂停', 'Temporary stop'],
  ['stop_permanent', '拆机', 'Removal'],
  ['inspection', '巡检', 'Inspection'],
  ['health_check', '健康检查', 'Health check'],
  ['fault_assist', '协助排查', 'Fault: assist'],
  ['fault_interruption', '故障抢修', 'Fault: interruption'],
  ['cutover', '割接', 'Cutover'],
  ['assurance', '重保', 'Assurance'],
  ['acceptance', '验收', 'Acceptance'],
  ['rectification', '整改', 'Rectification'],
];
const TIMED = ['install', 'survey', 'adjust_config', 'adjust_move'];

/** What the sample forms offer. */
export const catalogue: CatalogueSummary = {
  digest: 'c4'.repeat(32),
  kinds: KINDS.map(([id, zh, en]) => {
    const fault = id.startsWith('fault');
    const profiles = fault ? [TRANSMISSION, DUTY, DISPATCH] : TIMED.includes(id) ? [TRANSMISSION, DUTY] : [];
    const visits = ['inspection', 'health_check'].includes(id);
    const needs = {
      circuit: id !== 'survey',
      manager: !fault && !visits,
      aSite: !visits,
      distance: fault || TIMED.includes(id),
    };
    return { id, name: { zh, en }, fault, profiles, needs };
  }),
  services: [
    { id: 'internet', name: { zh: '互联网专线', en: 'Internet line' } },
    { id: 'sdh', name: { zh: 'SDH 专线', en: 'SDH line' } },
  ],
  symptoms: [
    { id: 'Y01', name: { zh: '业务全断', en: 'Everything is down' }, services: [] },
    { id: 'Y05', name: { zh: '误码', en: 'Bit errors' }, services: ['sdh'] },
  ],
  suspendReasons: [
    {
      id: 'S01',
      name: { zh: '客户机房进不去', en: 'No access to the customer room' },
      evidence: { zh: '客户同意的短信或录音', en: 'The customer consents in writing or on tape' },
      stops: true,
      maxHours: null,
      notGold: false,
    },
    {
      id: 'S09',
      name: { zh: '等备件', en: 'Waiting for spares' },
      evidence: { zh: '备件申请单号', en: 'Number of the spare request' },
      stops: true,
      maxHours: 24,
      notGold: true,
    },
  ],
};
