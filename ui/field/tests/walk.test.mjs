import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

/** The screens of the engineer in a real browser, over the sample device of `dev/`. */
const root = new URL('..', import.meta.url).pathname;
const PHOTO = {
  name: 'a.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
};
let server, browser, page, base, complaints;

before(async () => {
  server = await createServer({
    root,
    configFile: `${root}dev/vite.config.ts`,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
  });
  await server.listen();
  base = server.resolvedUrls.local[0].replace(/\/$/, '');
  browser = await chromium.launch({
    executablePath: process.env.LINEPROOF_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
  });
  // The first reading of the sources takes long.
  const first = await browser.newPage();
  await first.goto(base, { timeout: 120_000 });
  await first.getByTestId('pin-input').waitFor({ timeout: 120_000 });
  await first.close();
});
after(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async (context) => {
  const browserContext = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
  });
  page = await browserContext.newPage();
  page.setDefaultTimeout(20_000);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  context.after(async () => {
    await browserContext.close();
    assert.deepEqual(complaints, []);
  });
});

const at = (name) => page.getByTestId(name);
const gone = (name) => at(name).waitFor({ state: 'detached' });
const sample = (turned) => page.evaluate((how) => Object.assign(window.sample, how), turned);

async function unlock() {
  await at('pin-input').fill('135790');
  await at('safe-badge').waitFor();
}
async function openJob(step, query = `upTo=${step}`) {
  await page.goto(`${base}/?${query}`);
  await unlock();
  await at('job-KT-1124-006').click();
  await at(`step-${step}`).click();
}
async function firstMetric() {
  const input = page.locator('.ValueInput input[inputmode=decimal]').first();
  await input.waitFor();
  return { input, key: (await input.getAttribute('data-testid')).replace('metric-', '') };
}

test('a refused value stays to be mended when the step is left, and is said there', async () => {
  await openJob('local_test');
  const { input, key } = await firstMetric();
  await input.fill('12..4');
  await at('step-prepare').click();
  await at(`refused-${key}`).waitFor();
  await at(`refused-go-${key}`).click();
  assert.equal(await at(`metric-${key}`).inputValue(), '12..4');
  await at(`metric-${key}`).fill('224');
  await at('step-prepare').click();
  await gone(`refused-${key}`);
});

test('another step waits for the value that is being saved', async () => {
  await openJob('local_test');
  const { input, key } = await firstMetric();
  await sample({ slowMs: 400 });
  await input.fill('225');
  await at('step-prepare').click();
  await gone(`metric-${key}`);
  await at('step-local_test').click();
  assert.equal(await at(`metric-${key}`).inputValue(), '225');
});

test('the verdict of one value never stands beside another', async () => {
  await openJob('local_test');
  const { input, key } = await firstMetric();
  const failed = page.locator(`[data-place="${key}"] .Verdict.fail`);
  await input.fill('999');
  await failed.waitFor();
  await input.fill('');
  await input.blur();
  await page.waitForTimeout(600);
  assert.equal(await failed.count(), 0);
  await sample({ slowMs: 500 });
  await input.fill('999');
  await page.waitForTimeout(500);
  await input.fill('');
  await page.waitForTimeout(700);
  assert.equal(await failed.count(), 0);
});

test('a number is asked in its unit, and one with two readings offers both', async () => {
  await openJob('configure');
  const number = at('text-fibre_used');
  await number.fill('1,200');
  await number.blur();
  await at('reading-1200').click();
  await gone('reading-1200');
  assert.equal(await number.inputValue(), '1200');
  assert.match(await at('answer-fibre_used').innerText(), /\bm\b/);
});

test('a blocked deed leads to what is missing', async () => {
  await openJob('local_test');
  await at('add-instrument').click();
  await at('instrument-model').fill('MT-9083');
  await at('instrument-save').click({ force: true });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
  assert.equal(await focused(), 'instrument-serial');
});

test('what is typed in a sheet outlives the lock', async () => {
  await openJob('local_test');
  await at('blocked').click();
  await at('blocked-text').fill('机房上锁，等钥匙');
  await page.evaluate(() => window.sample.lock());
  await at('pin-input').waitFor();
  await unlock();
  await at('blocked').click();
  assert.equal(await at('blocked-text').inputValue(), '机房上锁，等钥匙');
  await at('add-note').click();
  await gone('blocked-text');
  await at('blocked').click();
  assert.equal(await at('blocked-text').inputValue(), '');
});

test('cards are found by a word without any job', async () => {
  await page.goto(`${base}/`);
  await unlock();
  await at('nav-cards').click();
  await at('script-card-S04').waitFor();
  await at('script-search').fill('推诿');
  await gone('script-card-S04');
  await at('lesson-X4').waitFor();
});

test('everything that happened to the job beside the engineer is said, in words', async () => {
  await openJob('local_test', 'state=flags&upTo=local_test');
  await at('flag-plan-changed').waitFor();
  assert.match(await at('flag-two-values').innerText(), /收光功率/);
});

test('a paused clock says why, by whose word and until when; added time is dotted', async () => {
  await page.goto(`${base}/`);
  await unlock();
  const paused = at('job-KT-1124-009');
  assert.match(await paused.innerText(), /客户停电.*总部.*批.*到/s);
  assert.equal(await paused.locator('.TimeLine .hatch').count(), 1);
  assert.equal(await at('job-GZ-1124-001').locator('.TimeLine .extra').count(), 1);
});

test('what headquarters refused is told in words', async () => {
  await page.goto(`${base}/`);
  await unlock();
  await at('safe-badge').click();
  await page.getByText('这单没派给你').waitFor();
  assert.equal(await page.getByText('not-assigned').count(), 0);
});

test('settings that could not be kept are said', async () => {
  await page.goto(`${base}/`);
  await unlock();
  await at('nav-settings').click();
  await at('lock-after-15').waitFor();
  await sample({ full: true });
  await at('lock-after-15').click();
  await page.locator('.top .Notice.error, .top [role=alert]').first().waitFor();
});

test('F6 walks the parts of the screen', async () => {
  await openJob('local_test');
  const part = () =>
    page.evaluate(
      () => document.activeElement?.closest('nav, [data-region], section, aside, footer')?.className,
    );
  const seen = new Set();
  for (let press = 0; press < 5; press += 1) {
    await page.keyboard.press('F6');
    seen.add(await part());
  }
  assert.ok(seen.size >= 4, [...seen].join(' | '));
});

test('the lock stores what is being typed, and opens where the person was', async () => {
  await openJob('local_test');
  const { input, key } = await firstMetric();
  await input.fill('226');
  await page.evaluate(() => window.sample.lock());
  await at('pin-input').waitFor();
  await unlock();
  assert.equal(await at(`metric-${key}`).inputValue(), '226');
});

test('a lock that fails is said', async () => {
  await openJob('local_test');
  await sample({ stuck: true });
  await page.evaluate(() => window.sample.lock());
  await page.getByText('没有锁上').waitFor();
});

test('photos the disk did not take are said on every screen and stored by another try', async () => {
  await openJob('after_photos');
  await at('slot-I05').waitFor();
  await sample({ full: true });
  await at('file-I05').setInputFiles(PHOTO);
  await at('retry-I05').waitFor();
  await page.locator('.NavRail button').nth(1).click();
  await at('unstored-go').click();
  await at('retry-I05').waitFor();
  await sample({ full: false });
  await at('retry-I05').click();
  await gone('retry-I05');
  await at('slot-I05').locator('img').waitFor();
});

test('the main deed keeps the focus when it becomes another one', async () => {
  await openJob('arrive');
  const name = await at('main-action').innerText();
  await at('main-action').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (was) => document.querySelector('[data-testid=main-action]')?.textContent?.trim() !== was.trim(),
    name,
  );
  await page.waitForTimeout(300);
  assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'BODY');
});

test('the bar and the list of missing things say the same numbers', async () => {
  await openJob('prepare');
  await at('missing-count').click();
  const all = await page.locator('.Panel').getByText('项必办，另').first().innerText();
  assert.match(all, /整单 \d+ 项必办，另 \d+ 项建议/);
});

test('a picture without an entry is filed in the slot it belongs to, or says why not', async () => {
  await openJob('after_photos', 'upTo=after_photos&state=unfiled');
  await at('slot-I09').locator('button').click();
  await at('unfiled').click();
  const largest = page.locator('.UnfiledSheet button').first();
  await sample({ full: true });
  await largest.click();
  await page.locator('.UnfiledSheet [role=alert]').waitFor();
  await sample({ full: false });
  await largest.click();
  await page.locator('.UnfiledSheet').waitFor({ state: 'detached' });
  await page.getByText('31843184.jpeg').waitFor();
  assert.match(await at('unfiled').innerText(), /2/);
});

test('a device is enrolled again with a new code and locks', async () => {
  await page.goto(`${base}/`);
  await unlock();
  await at('nav-settings').click();
  await at('open-enrol-again').click();
  await at('enrol-again-code').fill('LP2-ABCD');
  await at('enrol-again').click();
  await page.getByText('登记码抄错了', { exact: false }).waitFor();
  await at('enrol-again-code').fill('LP1-ABCD-EFGH');
  await at('enrol-again').click();
  await at('pin-input').waitFor();
});

test('a slot takes more photos while others are being saved', async () => {
  await openJob('after_photos');
  await at('file-I05').setInputFiles(PHOTO);
  await at('file-I05').setInputFiles({ ...PHOTO, name: 'b.png' });
  await at('slot-I05').locator('img').waitFor();
  await page.waitForTimeout(300);
  await at('slot-I05').locator('button').first().click();
  await page.locator('.SlotPhotos .others button').nth(1).waitFor();
});

test('a screen that could not be brought up to date says so, keeps what it had, and is read again from there', async () => {
  await openJob('after_photos');
  await at('safe-badge').click();
  await page.evaluate(() => (window.sample.unreadable = true));
  await at('sync-now').click();
  await at('stale').nth(1).waitFor();
  await page.keyboard.press('Escape');
  await at('stale').waitFor();
  await at('slot-I09').waitFor();
  const deed = await at('main-action').boundingBox();
  assert.ok(deed.y + deed.height <= page.viewportSize().height, 'the main deed stays on the screen');
  await page.evaluate(() => (window.sample.unreadable = false));
  await at('stale').getByRole('button').click();
  await at('stale').waitFor({ state: 'detached' });
});

test('a date that may still move is called provisional wherever it is read', async () => {
  await page.goto(`${base}/?state=trade`);
  await unlock();
  assert.match(await at('job-KT-1117-014').innerText(), /\d\d-\d\d\s*暂定/);
  assert.doesNotMatch(await at('job-KT-1124-003').innerText(), /暂定/);
  await at('job-KT-1124-006').click();
  await at('step-items').click();
  assert.match(await at('clock-opening').innerText(), /暂定/);
  assert.match(await page.locator('.FactsBlock').innerText(), /算出期限\s+\d\d-\d\d，暂定/);
});

test('words to think over are said where a note and the end of an entry are written', async () => {
  await openJob('items', 'state=trade');
  await at('blocked').click();
  await at('blocked-text').fill('物业说不归我管');
  await at('record-warning').waitFor();
  await page.keyboard.press('Escape');
  await gone('record-warning');
  await at('record-end-findings').click();
  await at('record-end-text').fill('不归我管');
  await at('record-warning').waitFor();
});

test('the report that is due stays in sight, and so does the main deed', async () => {
  for (const size of [page.viewportSize(), { width: 800, height: 1200 }]) {
    await page.setViewportSize(size);
    await openJob('items', 'state=trade');
    await page.locator('.StepPane').evaluate((pane) => pane.scrollTo(0, pane.scrollHeight));
    for (const name of ['remind-progress', 'main-action']) {
      const box = await at(name).boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= size.height, `${name} at ${size.width}`);
    }
  }
  await at('remind-progress').click();
  await at('record-field-text').waitFor();
});

test('every answered inspection item takes a remark, also a good one', async () => {
  await openJob('items', 'state=trade');
  assert.equal(await at('inspect-44-note').isVisible(), false);
  await at('inspect-44-ok').click();
  await at('inspect-44-note').click();
  const remark = at('inspect-44-remark');
  assert.ok(await remark.evaluate((field) => field === document.activeElement));
  await page.keyboard.type('晚上八点以后慢');
  await remark.blur();
  await at('step-prepare').click();
  await at('step-items').click();
  assert.equal(await at('inspect-44-remark').inputValue(), '晚上八点以后慢');
  assert.equal(await at('inspect-44-ok').getAttribute('aria-pressed'), 'true');
  assert.equal(await at('inspect-41-remark').count(), 0);
});

test('times and days that are often wanted are filled in by one press, as clocks in China show them', async () => {
  const aheadMin = (typed) => (Date.parse(`${typed.replace(' ', 'T')}:00+08:00`) - Date.now()) / 60_000;
  await openJob('items', 'state=trade');
  await at('record-add-suspend').click();
  const resume = at('record-field-planned_resume');
  await resume.fill('2027');
  await at('record-field-planned_resume-2h').focus();
  await page.keyboard.press('Enter');
  const ahead = aheadMin(await resume.inputValue());
  assert.ok(ahead > 118 && ahead <= 120, `${ahead}`);
  await at('record-field-planned_resume-morning').click();
  assert.match(await resume.inputValue(), /^\d{4}-\d\d-\d\d 09:00$/);
  assert.equal(await at('record-field-planned_resume-now').count(), 0);
  await page.keyboard.press('Escape');
  await at('record-add-test_runs').click();
  await at('record-field-start-now').click();
  assert.ok(Math.abs(aheadMin(await at('record-field-start').inputValue())) <= 2);
  assert.equal(await at('record-field-start-1h').count(), 0);
  await page.keyboard.press('Escape');
  await at('record-add-findings').click();
  await at('record-field-due-7d').click();
  const days = aheadMin(`${await at('record-field-due').inputValue()} 00:00`) / 1440;
  assert.ok(days > 6 && days <= 7, `${days}`);
});

test('a long margin never makes the step wider than its pane', async () => {
  await openJob('e2e_test');
  for (const input of await page.locator('.ValueInput input[inputmode=decimal]').all()) {
    await input.fill('-98123.25');
    await input.blur();
  }
  await page.locator('.Verdict.fail').first().waitFor();
  const over = () => page.locator('.StepPane').evaluate((pane) => pane.scrollWidth - pane.clientWidth);
  assert.equal(await over(), 0);
  await page.setViewportSize({ width: 800, height: 1200 });
  assert.equal(await over(), 0);
});

test('reporting completion is called what its step is called', async () => {
  await openJob('complete', 'state=trade&upTo=complete');
  for (const name of ['main-action', 'mark-complete', 'step-complete', 'milestone-complete'])
    assert.match(await at(name).innerText(), /报结/, name);
  assert.match(await page.locator('aside .MissingList').innerText(), /报结/);
  await at('main-action').click();
  await page.getByText(/\d\d:\d\d 报结/).waitFor();
});

test('every open field of a made paper can be signed, also one that nobody waits for', async () => {
  await openJob('sign');
  await at('make-test_report_e2e').click();
  for (const field of ['tester', 'customer', 'manager']) await at(`sign-test_report_e2e-${field}`).waitFor();
  await at('sign-test_report_e2e-manager').click();
  await page.getByText('客户经理签字').first().waitFor();
  await at('signature-pad').waitFor();
});
