import type { Decision, DoAct, OfficeAct } from '../backend/api';
import { newId } from '../dispatch/id';
import { typedDate, typedMoment } from '../words/typed';
import { typedStamp, wall } from '../words/time';

export type ActKind = OfficeAct['kind'];
export type ActField =
  'reason' | 'code' | 'text' | 'person' | 'points' | 'day' | 'because' | 'from' | 'until' | 'at' | 'yes';
export type ActTyped = Record<ActField, string>;
export type ActWrong = Partial<Record<ActField, string>>;

interface Shape {
  fields: ActField[];
  required: ActField[];
}

/** What each act asks for, in the order of its sheet. */
export const SHAPES: Record<ActKind, Shape> = {
  'suspend.approved': { fields: ['code', 'from', 'until'], required: ['code'] },
  'suspend.rejected': { fields: ['reason'], required: ['reason'] },
  'suspend.ended': { fields: ['text'], required: ['text'] },
  'extension.approved': { fields: ['day', 'because', 'reason'], required: ['day'] },
  'extension.rejected': { fields: ['reason'], required: ['reason'] },
  'document.overridden': { fields: ['reason'], required: ['reason'] },
  'recovery.confirmed': { fields: ['person', 'at', 'text'], required: [] },
  'result.told': { fields: ['person', 'at', 'text'], required: [] },
  'customer.contacted': { fields: ['yes', 'person', 'at', 'text'], required: [] },
  'progress.reported': { fields: ['text', 'yes', 'at'], required: ['text'] },
  'resource.updated': { fields: ['at', 'text'], required: [] },
  'inspection.failed': { fields: ['points', 'text'], required: ['points'] },
  'resource.handed_over': { fields: ['at', 'text'], required: [] },
  rectified: { fields: ['at', 'text'], required: [] },
  'fault.signed': { fields: ['at'], required: [] },
};

/** Answers to one entry: they stand with it under "what needs a decision". */
export const ANSWERS: ActKind[] = ['suspend.rejected', 'extension.rejected', 'document.overridden'];

const EMPTY: ActTyped = {
  reason: '',
  code: '',
  text: '',
  person: '',
  points: '',
  day: '',
  because: 'customer',
  from: '',
  until: '',
  at: '',
  yes: 'yes',
};

/** A sheet as it opens, filled from the entry that it answers. */
export function startOf(decision: Decision | null): ActTyped {
  const planned = decision?.plannedResume ? wall(decision.plannedResume) : null;
  const isCustomers = decision?.kind !== 'extension' || decision.reason === 'customer';
  return {
    ...EMPTY,
    code: decision?.kind === 'suspension' ? (decision.reason ?? '') : '',
    day: decision?.newDue ?? '',
    because: isCustomers ? 'customer' : 'other',
    until: planned ? `${planned.date} ${planned.time}` : '',
  };
}

/** Whether a field belongs to the sheet as it stands. */
export function isShown(kind: ActKind, field: ActField, typed: ActTyped): boolean {
  if (kind === 'extension.approved' && field === 'reason') return typed.because === 'other';
  return SHAPES[kind].fields.includes(field);
}

export function check(kind: ActKind, typed: ActTyped, now: string): ActWrong {
  const wrong: ActWrong = {};
  const today = wall(now).date;
  for (const field of SHAPES[kind].fields.filter((one) => isShown(kind, one, typed))) {
    const text = typed[field].trim();
    const isNeeded = SHAPES[kind].required.includes(field) || field === 'reason';
    const isShort = (field === 'reason' || field === 'text') && [...text].length < 2;
    if (isNeeded && (text === '' || isShort)) wrong[field] = 'required';
    else if (text === '') continue;
    else if (field === 'day' && !typedDate(text, today)) wrong.day = 'not-a-date';
    else if ((field === 'from' || field === 'until' || field === 'at') && !typedMoment(text, today))
      wrong[field] = 'not-a-moment';
  }
  const [from, until, at] = [stampOf(typed.from, now), stampOf(typed.until, now), stampOf(typed.at, now)];
  if (until && Date.parse(until) <= Date.parse(from ?? now)) wrong.until ??= 'end-before-start';
  if (at && Date.parse(at) > Date.parse(now)) wrong.at ??= 'in-future';
  return wrong;
}

/** The request. Call it only with a sheet in which `check` found nothing. */
export function requestOf(kind: ActKind, typed: ActTyped, event: string | null, now: string): DoAct {
  return { id: newId(), at: stampOf(typed.at, now), act: actOf(kind, typed, event, now) };
}

function actOf(kind: ActKind, typed: ActTyped, event: string | null, now: string): OfficeAct {
  const words = (field: ActField) => typed[field].trim() || null;
  const [reason, text, person] = [typed.reason.trim(), words('text'), words('person')];
  switch (kind) {
    case 'suspend.approved':
      return {
        kind,
        proposal: event,
        reason: typed.code,
        from: stampOf(typed.from, now),
        until: stampOf(typed.until, now),
      };
    case 'suspend.rejected':
      return { kind, proposal: event ?? '', reason };
    case 'suspend.ended':
      return { kind, text: text ?? '' };
    case 'extension.approved':
      return {
        kind,
        day: typedDate(typed.day, wall(now).date) ?? '',
        reason: typed.because === 'customer' ? 'customer' : reason,
      };
    case 'extension.rejected':
      return { kind, request: event ?? '', reason };
    case 'document.overridden':
      return { kind, document: event ?? '', reason };
    case 'recovery.confirmed':
    case 'result.told':
      return { kind, person, text };
    case 'customer.contacted':
      return { kind, reached: typed.yes === 'yes', person, text };
    case 'progress.reported':
      return { kind, text: text ?? '', told: typed.yes === 'yes' };
    case 'resource.updated':
    case 'resource.handed_over':
    case 'rectified':
      return { kind, text };
    case 'fault.signed':
      return { kind };
    case 'inspection.failed':
      return { kind, points: linesOf(typed.points), text };
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function stampOf(text: string, now: string): string | null {
  const moment = typedMoment(text, wall(now).date);
  return moment ? typedStamp(`${moment.date}T${moment.time}`, now) : null;
}
