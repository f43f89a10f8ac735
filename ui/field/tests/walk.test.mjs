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

test('a slot takes more photos while others are being saved', async () => {
  await openJob('after_photos');
  await at('file-I05').setInputFiles(PHOTO);
  await at('file-I05').setInputFiles({ ...PHOTO, name: 'b.png' });
  await at('slot-I05').locator('img').waitFor();
  await page.waitForTimeout(300);
  await at('slot-I05').locator('button').first().click();
  await page.locator('.SlotPhotos .others button').nth(1).waitFor();
});
