import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createServer } from 'vite';

let vite, format;
before(async () => {
  vite = await createServer({
    root: new URL('..', import.meta.url).pathname,
    configFile: false,
    server: { middlewareMode: true },
    logLevel: 'error',
  });
  format = await vite.ssrLoadModule('@lineproof/shared/format');
});
after(() => vite.close());

const NOW = new Date('2026-11-24T13:50:00+08:00');

test('a moment is shown in the time of the lines, whatever zone it was written in', () => {
  for (const time of ['2026-11-24T01:30:00Z', '2026-11-24T09:30:00+08:00', '2026-11-23T20:30:00-05:00']) {
    assert.equal(format.clockTime(time), '09:30');
    assert.equal(format.when(time, 'zh-CN', NOW), '09:30');
  }
  assert.equal(format.when('2026-11-24T16:05:00Z', 'zh-CN', NOW), '11-25 00:05');
  assert.equal(format.shortDate('2026-12-31T16:00:00Z', 'en', NOW), '1 Jan 2027');
});

test('a limit of days ends with its day, whatever zone it was written in', () => {
  assert.equal(format.dueText('2026-11-26T16:00:00Z', 'zh-CN', NOW), '11-26');
  assert.equal(format.dueText('2026-11-27T00:00:00+08:00', 'zh-CN', NOW), '11-26');
});

test('a day, and a time without zone, are shown as they stand', () => {
  assert.equal(format.shortDate('2025-03-12', 'zh-CN', NOW), '2025-03-12');
  assert.equal(format.clockTime('2026-11-24T09:12:00'), '09:12');
});
