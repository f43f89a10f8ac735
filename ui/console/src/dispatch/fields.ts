import type { FieldProblem, JobForm, KindNeeds, Level, Plan } from '../backend/api';
import { typedStamp, wall } from '../words/time';
import { dayAfter, isCommaUnclear, typedDate, typedMoment, typedNumber, typedTime } from '../words/typed';
import { kebab } from '../words/code';

/** The fields of the form, in its order; a dot is a level of the request. */
export const FIELDS = [
  'kind',
  'service',
  'orderNo',
  'orderReceivedAt',
  'details.signedAt',
  'details.symptom',
  'details.symptomText',
  'details.points',
  'details.resourceCase',
  'details.approvalNo',
  'details.openedOn',
  'details.failedPoints',
  'level',
  'profile',
  'profilesMore',
  'officeRole',
  'circuitNo',
  'circuitName',
  'rateMbps',
  'customer.name',
  'customer.address',
  'customer.contact.name',
  'customer.contact.title',
  'customer.contact.phone',
  'manager.name',
  'manager.title',
  'manager.phone',
  'aSite.name',
  'aSite.address',
  'zSite.name',
  'zSite.address',
  'distanceKm',
  'appointment.date',
  'appointment.from',
  'appointment.until',
  'promisedOn',
  'assignee',
  'remark',
] as const;
export type FieldName = (typeof FIELDS)[number];
export type Typed = Record<FieldName, string>;
export type Wrong = Partial<Record<FieldName, WrongCode>>;
export type WrongCode =
  | FieldProblem['code']
  | 'not-a-date'
  | 'not-a-time'
  | 'not-a-moment'
  | 'comma-unclear'
  | 'appointment-half'
  | 'taken';

const OPTIONAL = new Set<FieldName>([
  'details.signedAt',
  'details.symptom',
  'details.symptomText',
  'details.points',
  'details.resourceCase',
  'details.approvalNo',
  'details.openedOn',
  'details.failedPoints',
  'profile',
  'profilesMore',
  'customer.contact.title',
  'manager.title',
  'appointment.date',
  'appointment.from',
  'appointment.until',
  'promisedOn',
  'remark',
]);
/** What only some kinds of job must say. */
const BY_KIND: Record<keyof KindNeeds, FieldName[]> = {
  circuit: ['circuitNo', 'circuitName'],
  manager: ['manager.name', 'manager.phone'],
  aSite: ['aSite.name', 'aSite.address'],
  distance: ['distanceKm'],
};
export const NEEDS_ALL: KindNeeds = { circuit: true, manager: true, aSite: true, distance: true };
const MAX_CHARACTERS: Partial<Record<FieldName, number>> = {
  remark: 500,
  'details.symptomText': 500,
  'details.failedPoints': 500,
};
const MAX_LINE_CHARACTERS = 120;
const MAX_KM = 2000;

export function isRequired(field: FieldName, needs: KindNeeds): boolean {
  if (OPTIONAL.has(field)) return false;
  const groups = Object.entries(BY_KIND) as [keyof KindNeeds, FieldName[]][];
  return groups.every(([need, fields]) => needs[need] || !fields.includes(field));
}
export const maxCharacters = (field: FieldName): number => MAX_CHARACTERS[field] ?? MAX_LINE_CHARACTERS;

/** `customer.contact.phone` as the tests name it: `job-customer-contact-phone`, `details.symptom`: `job-symptom`. */
export function testId(field: FieldName): string {
  return `job-${kebab(field.replace('details.', ''))}`;
}

/** Kinds that begin with a fault ticket. */
export const isFault = (kind: string): boolean => kind === 'fault_assist' || kind === 'fault_interruption';

/** Profiles in the order of the request: the leading one first. */
export function profilesOf(typed: Typed): string[] {
  const more = typed.profilesMore.split(',').filter((id) => id && id !== typed.profile);
  return typed.profile ? [typed.profile, ...more] : more;
}

export function emptyForm(): Typed {
  const typed = Object.fromEntries(FIELDS.map((field) => [field, ''])) as Typed;
  return { ...typed, kind: 'install', service: 'internet', level: 'standard', officeRole: 'leading' };
}

/** The form filled from a plan, to amend it. */
export function formOf(plan: Plan): Typed {
  const appointment = plan.appointment;
  const { signedAt, symptom, symptomText, points, resourceCase, approvalNo, openedOn, failedPoints } =
    plan.details ?? {};
  return {
    kind: plan.kind,
    service: plan.service,
    'details.signedAt': signedAt ? momentText(signedAt) : '',
    'details.symptom': symptom ?? '',
    'details.symptomText': symptomText ?? '',
    'details.points': points ? String(points) : '',
    'details.resourceCase': resourceCase ?? '',
    'details.approvalNo': approvalNo ?? '',
    'details.openedOn': openedOn ?? '',
    'details.failedPoints': failedPoints ?? '',
    profilesMore: plan.profiles.slice(1).join(','),
    orderNo: plan.orderNo,
    orderReceivedAt: momentText(plan.orderReceivedAt),
    level: plan.level,
    profile: plan.profiles[0] ?? '',
    officeRole: plan.officeRole,
    circuitNo: plan.circuitNo,
    circuitName: plan.circuitName,
    rateMbps: plan.rateMbps,
    'customer.name': plan.customer.name,
    'customer.address': plan.customer.address,
    'customer.contact.name': plan.customer.contact.name,
    'customer.contact.title': plan.customer.contact.title,
    'customer.contact.phone': plan.customer.contact.phone,
    'manager.name': plan.manager.name,
    'manager.title': plan.manager.title,
    'manager.phone': plan.manager.phone,
    'aSite.name': plan.aSite.name,
    'aSite.address': plan.aSite.address,
    'zSite.name': plan.zSite.name,
    'zSite.address': plan.zSite.address,
    distanceKm: plan.distanceKm,
    'appointment.date': appointment ? wall(appointment.from).date : '',
    'appointment.from': appointment ? wall(appointment.from).time : '',
    'appointment.until': appointment ? wall(appointment.until).time : '',
    promisedOn: plan.promisedOn ?? '',
    assignee: plan.assignee,
    remark: plan.remark ?? '',
  };
}

/** What is wrong, so far as it can be seen without headquarters. */
export function check(typed: Typed, now: string, needs: KindNeeds = NEEDS_ALL): Wrong {
  const wrong: Wrong = {};
  for (const field of FIELDS) {
    const text = typed[field].trim();
    const code = text === '' ? (isRequired(field, needs) ? 'required' : null) : checkField(field, text, now);
    if (code) wrong[field] = code;
  }
  const visit = [typed['appointment.date'], typed['appointment.from'], typed['appointment.until']];
  const given = visit.filter((part) => part.trim() !== '').length;
  if (given > 0 && given < 3) wrong['appointment.date'] ??= 'appointment-half';
  const from = typedTime(typed['appointment.from']);
  const until = typedTime(typed['appointment.until']);
  // An end before the beginning is the next morning.
  if (from && until && until === from) wrong['appointment.until'] = 'end-before-start';
  return wrong;
}

function checkField(field: FieldName, text: string, now: string): WrongCode | null {
  const today = wall(now).date;
  if ([...text].length > maxCharacters(field)) return 'too-long';
  switch (field) {
    case 'details.points':
      return /^[1-9]\d{0,3}$/.test(text) ? null : 'not-a-number';
    case 'orderReceivedAt':
    case 'details.signedAt': {
      const moment = typedMoment(text, today);
      if (!moment) return 'not-a-moment';
      const stamp = typedStamp(`${moment.date}T${moment.time}`, now);
      return Date.parse(stamp) > Date.parse(now) ? 'in-future' : null;
    }
    case 'distanceKm':
    case 'rateMbps': {
      if (isCommaUnclear(text)) return 'comma-unclear';
      const number = typedNumber(text);
      if (number === null) return 'not-a-number';
      const most = field === 'distanceKm' ? MAX_KM : Infinity;
      return Number(number) <= 0 || Number(number) > most ? 'out-of-range' : null;
    }
    case 'appointment.date':
    case 'promisedOn':
    case 'details.openedOn':
      return typedDate(text, today) ? null : 'not-a-date';
    case 'appointment.from':
    case 'appointment.until':
      return typedTime(text) ? null : 'not-a-time';
    case 'customer.contact.phone':
    case 'manager.phone':
      return /^[+\d][\d\s-]{4,}$/.test(text) ? null : 'not-a-phone';
    default:
      return null;
  }
}

/** The request. Call it only with a form in which `check` found nothing. */
export function requestOf(typed: Typed, now: string): JobForm {
  const today = wall(now).date;
  const at = (field: FieldName) => typed[field].trim();
  const stamp = (date: string, time: string) => typedStamp(`${date}T${time}`, now);
  const received = typedMoment(at('orderReceivedAt'), today);
  const visit = typedDate(at('appointment.date'), today);
  const from = typedTime(at('appointment.from'));
  const until = typedTime(at('appointment.until'));
  return {
    kind: at('kind'),
    service: at('service'),
    orderNo: at('orderNo'),
    orderReceivedAt: received ? stamp(received.date, received.time) : now,
    level: at('level') as Level,
    profiles: profilesOf(typed),
    officeRole: at('officeRole') === 'cooperating' ? 'cooperating' : 'leading',
    circuitNo: at('circuitNo'),
    circuitName: at('circuitName'),
    rateMbps: typedNumber(at('rateMbps')) ?? '',
    customer: {
      name: at('customer.name'),
      address: at('customer.address'),
      contact: {
        name: at('customer.contact.name'),
        title: at('customer.contact.title'),
        phone: at('customer.contact.phone'),
      },
    },
    manager: { name: at('manager.name'), title: at('manager.title'), phone: at('manager.phone') },
    aSite: { name: at('aSite.name'), address: at('aSite.address') },
    zSite: { name: at('zSite.name'), address: at('zSite.address') },
    distanceKm: typedNumber(at('distanceKm')) ?? '',
    appointment:
      visit && from && until
        ? { from: stamp(visit, from), until: stamp(until < from ? dayAfter(visit) : visit, until) }
        : null,
    promisedOn: typedDate(at('promisedOn'), today),
    assignee: at('assignee'),
    remark: at('remark') || null,
    details: detailsOf(typed, now),
  };
}

/** What the kind has no use for is left out. */
function detailsOf(typed: Typed, now: string): NonNullable<JobForm['details']> {
  const at = (field: FieldName, fits: boolean) => (fits && typed[field].trim()) || null;
  const fault = isFault(typed.kind);
  const survey = typed.kind === 'survey';
  const signed = typedMoment(at('details.signedAt', fault) ?? '', wall(now).date);
  const points = at('details.points', survey);
  return {
    symptom: at('details.symptom', fault),
    symptomText: at('details.symptomText', fault),
    signedAt: signed ? typedStamp(`${signed.date}T${signed.time}`, now) : null,
    points: points ? Number(points) : null,
    resourceCase: at('details.resourceCase', survey),
    approvalNo: at('details.approvalNo', typed.kind === 'cutover'),
    openedOn: typedDate(at('details.openedOn', typed.kind === 'acceptance') ?? '', wall(now).date),
    failedPoints: at('details.failedPoints', typed.kind === 'rectification'),
  };
}

/** Headquarters' opinion, put to the fields of this form. */
export function wrongFrom(problems: FieldProblem[]): Wrong {
  const wrong: Wrong = {};
  for (const problem of problems) {
    const name = problem.field.replace(/^form\./, '').replace(/^profiles.*/, 'profile');
    const field = FIELDS.find((known) => known === name || known.startsWith(`${name}.`));
    if (field) wrong[field] = problem.code;
  }
  return wrong;
}

export function momentText(stamp: string): string {
  const at = wall(stamp);
  return `${at.date} ${at.time}`;
}
