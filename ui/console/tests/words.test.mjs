import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createServer } from 'vite';

let vite, time, typed, clock, value, fields;
before(async () => {
  vite = await createServer({
    root: new URL('..', import.meta.url).pathname,
    configFile: false,
    server: { middlewareMode: true },
    logLevel: 'error',
  });
  time = await vite.ssrLoadModule('/src/words/time.ts');
  typed = await vite.ssrLoadModule('/src/words/typed.ts');
  clock = await vite.ssrLoadModule('/src/words/clock.ts');
  value = await vite.ssrLoadModule('/src/words/value.ts');
  fields = await vite.ssrLoadModule('/src/dispatch/fields.ts');
});
after(() => vite.close());

const NOW = '2026-11-24T13:50:00+08:00';
const t = (key, args) => `${key.replace('console-', '')}${args ? ` ${Object.values(args).join(' ')}` : ''}`;
const running = (dueAt, more = {}) => ({
  startedAt: '2026-11-24T08:00:00+08:00',
  dueAt,
  state: 'ontime',
  pauses: [],
  additions: [],
  ...more,
});

test('times are shown in the offset of headquarters, whatever the device has', () => {
  assert.equal(time.shortTime('2026-11-24T05:30:00Z', NOW), '13:30');
  assert.equal(time.shortTime('2026-11-24T23:30:00+08:00', NOW), '23:30');
  assert.equal(time.shortTime('2026-11-26T09:00:00+08:00', NOW), '11-26 09:00');
  assert.equal(time.shortTime('2025-03-12T09:00:00+08:00', NOW), '2025-03-12 09:00');
});

test('the line of a clock shows what stood still and what was added', () => {
  const from = '2026-11-24T09:00:00+08:00';
  const pauses = [{ from, until: null, reason: { zh: '停电', en: 'Power' } }];
  const paused = clock.lineOf(running('2026-11-24T18:00:00+08:00', { state: 'paused', pauses }), NOW);
  assert.equal(paused.elapsed, 0.1);
  assert.equal(paused.pauses[0].from, 0.1);
  assert.ok(Math.abs(paused.pauses[0].share - 29 / 60) < 1e-9);
  const additions = [{ reason: { zh: '断缆', en: 'cable' }, addedS: 3 * 3600 }];
  assert.equal(clock.lineOf(running('2026-11-24T18:00:00+08:00', { additions }), NOW).extra, 0.7);
  assert.equal(clock.lineOf(running('2026-11-24T18:00:00+08:00'), NOW).extra, null);
});

test('a deadline at midnight belongs to the day that ends there', () => {
  assert.equal(time.deadline('2026-11-25T00:00:00+08:00', NOW), '24:00');
  assert.equal(time.deadline('2026-11-28T00:00:00+08:00', NOW), '11-27 24:00');
  assert.equal(time.deadline('2026-11-24T14:32:00+08:00', NOW), '14:32');
});

test('a moment keeps its meaning in another offset', () => {
  const stamp = time.stampLike(Date.parse('2026-11-24T05:50:00Z'), NOW);
  assert.equal(stamp, NOW);
});

test('an estimated time says half its interval, a known one nothing', () => {
  assert.equal(time.plusMinusMinutes('2026-11-24T13:33:00+08:00', '2026-11-24T13:35:00+08:00'), 1);
  assert.equal(time.plusMinusMinutes('2026-11-24T13:33:00+08:00', '2026-11-24T13:33:20+08:00'), 0);
  assert.equal(time.plusMinusMinutes(null, null), 0);
});

test('dates are read as people write them and never guessed', () => {
  assert.equal(typed.typedDate('2026/11/6', '2026-11-24'), '2026-11-06');
  assert.equal(typed.typedDate('11-26', '2026-11-24'), '2026-11-26');
  assert.equal(typed.typedDate('2026年11月26日', '2026-11-24'), '2026-11-26');
  assert.equal(typed.typedDate('2026-11-31', '2026-11-24'), null);
  assert.equal(typed.typedDate('tomorrow', '2026-11-24'), null);
});

test('times and numbers are read with full-width signs too', () => {
  assert.equal(typed.typedTime('9:05'), '09:05');
  assert.equal(typed.typedTime('0905'), '09:05');
  assert.equal(typed.typedTime('9：05'), '09:05');
  assert.equal(typed.typedTime('24:00'), null);
  assert.equal(typed.typedNumber('７.６'), '7.6');
  assert.equal(typed.typedNumber('7,6'), '7.6');
  assert.equal(typed.typedNumber('-3'), null);
});

test('a comma that can mean thousands or decimals is refused with its own words', () => {
  assert.equal(typed.typedNumber('1,000'), null);
  assert.equal(typed.typedNumber('1，000'), null);
  assert.equal(typed.typedNumber('1,25'), '1.25');
  const wrong = fields.check({ ...fields.emptyForm(), rateMbps: '1,000', distanceKm: '7.6' }, NOW);
  assert.equal(wrong.rateMbps, 'comma-unclear');
  assert.equal(wrong.distanceKm, undefined);
});

test('a clock that headquarters called on time turns soon and over by itself', () => {
  const due = running('2026-11-24T14:32:00+08:00');
  assert.equal(clock.stateNow(due, '2026-11-24T12:00:00+08:00'), 'ontime');
  assert.equal(clock.stateNow(due, NOW), 'soon');
  assert.equal(clock.clockText(due, NOW, t), 'span-minutes 42');
  assert.equal(clock.stateNow(due, '2026-11-24T14:58:00+08:00'), 'overdue');
  assert.equal(clock.clockText(due, '2026-11-24T14:58:00+08:00', t), 'clock-over span-minutes 26');
});

test('a paused clock does not run out', () => {
  const paused = running('2026-11-24T13:00:00+08:00', { state: 'paused', pauses: [] });
  assert.equal(clock.stateNow(paused, NOW), 'paused');
  assert.equal(clock.urgency(paused, NOW), 'paused');
});

test('a clock of working days counts them until its last day', () => {
  const due = running('2026-11-28T00:00:00+08:00', { workdaysLeft: 3 });
  assert.equal(clock.clockText(due, NOW, t), 'span-workdays 3');
  assert.equal(clock.urgency(due, NOW), 'later');
  const today = running('2026-11-25T00:00:00+08:00', { workdaysLeft: 0 });
  assert.equal(clock.urgency(today, NOW), 'today');
  assert.equal(clock.clockText(today, NOW, t), 'span-hours-minutes 10 10');
});

test('numbers are printed with a true minus', () => {
  assert.equal(value.withUnit('-18.4', 'dBm'), '−18.4\u2009dBm');
  assert.equal(value.fixed(-38.71, 1), '−38.7');
  assert.equal(value.fixed(null, 1), '—');
});

test('the form complains about what headquarters would refuse', () => {
  const empty = fields.check(fields.emptyForm(), NOW);
  assert.equal(empty.orderNo, 'required');
  assert.equal(empty.remark, undefined);
  const wrong = fields.check(
    {
      ...fields.emptyForm(),
      orderReceivedAt: '2026-11-25 09:00',
      distanceKm: '0',
      'customer.contact.phone': 'abc',
      'appointment.date': '11-26',
      'appointment.from': '11:00',
      'appointment.until': '11:00',
    },
    NOW,
  );
  assert.equal(wrong.orderReceivedAt, 'in-future');
  assert.equal(wrong.distanceKm, 'out-of-range');
  assert.equal(wrong['customer.contact.phone'], 'not-a-phone');
  assert.equal(wrong['appointment.until'], 'end-before-start');
});

test('an amended plan that nobody touched is the same plan', () => {
  const form = {
    kind: 'fault_interruption',
    service: 'sdh',
    orderNo: 'KT-1',
    orderReceivedAt: '2026-11-24T09:30:00+08:00',
    level: 'gold',
    profiles: ['cm-transmission', 'cu-duty'],
    officeRole: 'leading',
    circuitNo: 'LJ 1',
    circuitName: 'A to Z',
    rateMbps: '200',
    customer: { name: 'C', address: 'D', contact: { name: 'E', title: '', phone: '138 0000 0001' } },
    manager: { name: 'F', title: '', phone: '138 0000 0002' },
    aSite: { name: 'A', address: 'a' },
    zSite: { name: 'Z', address: 'z' },
    distanceKm: '7.6',
    appointment: { from: '2026-11-26T09:00:00+08:00', until: '2026-11-26T11:00:00+08:00' },
    promisedOn: '2026-11-27',
    assignee: '00000000-0000-7000-8000-000000000101',
    remark: null,
    details: {
      symptom: 'Y01',
      symptomText: null,
      signedAt: '2026-11-24T09:35:00+08:00',
      points: null,
      resourceCase: null,
      approvalNo: null,
      openedOn: null,
      failedPoints: null,
    },
  };
  const same = (plan) => assert.deepEqual(fields.requestOf(fields.formOf(plan), NOW), plan);
  same(form);
  const plain = { ...form.details, symptom: null, signedAt: null };
  same({ ...form, kind: 'acceptance', details: { ...plain, openedOn: '2026-11-20' } });
  same({ ...form, kind: 'rectification', details: { ...plain, failedPoints: 'no label\nbend too tight' } });
});

test('an appointment that ends before it begins ends the next morning', () => {
  const typed = {
    ...fields.emptyForm(),
    'appointment.date': '2026-11-30',
    'appointment.from': '23:00',
    'appointment.until': '05:00',
  };
  assert.equal(fields.check(typed, NOW)['appointment.until'], undefined);
  assert.deepEqual(fields.requestOf(typed, NOW).appointment, {
    from: '2026-11-30T23:00:00+08:00',
    until: '2026-12-01T05:00:00+08:00',
  });
});
