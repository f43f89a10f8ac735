import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

/** The built console in a real browser under its content security policy, over the sample headquarters of `dev/`. */
const root = new URL('..', import.meta.url).pathname;
const RUNNING = '/jobs/019ac000-0000-7000-8000-000000000004';
let server, browser, page, base, complaints;

before(async () => {
  await build({ root, logLevel: 'error' });
  server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  base = server.resolvedUrls.local[0].replace(/\/$/, '');
  browser = await chromium.launch({
    executablePath: process.env.LINEPROOF_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
  });
});
after(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async (context) => {
  await fetch(`${base}/dev/scene?down=0&empty=0&more=0&arrive=0&expire=1`);
  const browserContext = await browser.newContext({
    viewport: { width: 1600, height: 900 },
    locale: 'zh-CN',
  });
  page = await browserContext.newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
  context.after(async () => {
    await browserContext.close();
    assert.deepEqual(complaints, []);
  });
});

const at = (name) => page.getByTestId(name);
const scene = (words) => fetch(`${base}/dev/scene?${words}`);
async function login(path = '/jobs') {
  await page.goto(base + path);
  await at('login-name').fill('shen');
  await at('login-password').fill('right');
  await at('login-submit').click();
  await page.waitForSelector('nav');
}

async function fillIn(orderNo) {
  const typed = {
    'job-order-no': orderNo,
    'job-rate-mbps': '200',
    'job-circuit-no': 'LJ-CB INT0999',
    'job-circuit-name': '临江局到示例客户',
    'job-customer-name': '示例客户有限公司',
    'job-customer-address': '临江市云汀路 1 号',
    'job-customer-contact-name': '陈亦宁',
    'job-customer-contact-phone': '138 0000 0001',
    'job-manager-name': '何穗',
    'job-manager-phone': '138 0000 0002',
    'job-a-site-name': '城北机房',
    'job-a-site-address': '长明街 12 号',
    'job-z-site-name': '客户机房',
    'job-z-site-address': '云汀路 1 号',
    'job-distance-km': '7.6',
  };
  for (const [field, text] of Object.entries(typed)) await at(field).fill(text);
  await at('job-level').selectOption('gold');
  await page.locator('[data-testid=due-date][data-stale=false]').waitFor();
  await at('assignee-许曼').check({ force: true });
}

test('a wrong password says so and a right one opens the place that was asked for', async () => {
  await page.goto(base + RUNNING);
  await at('login-name').fill('shen');
  await at('login-password').fill('wrong');
  await at('login-submit').click();
  await at('login-failed').waitFor();
  await at('login-password').fill('right');
  await at('login-submit').click();
  await at('record-timeline').waitFor();
  assert.equal(new URL(page.url()).pathname, RUNNING);
});

test('the list is walked, searched and opened without a mouse', async () => {
  await login();
  await page.locator('tr.selected').waitFor();
  const first = await page.locator('tr.selected').getAttribute('data-testid');
  await page.keyboard.press('j');
  assert.notEqual(await page.locator('tr.selected').getAttribute('data-testid'), first);
  await page.keyboard.press('k');
  assert.equal(await page.locator('tr.selected').getAttribute('data-testid'), first);
  await page.keyboard.press('/');
  await page.keyboard.type('LJ-CB INT0327');
  await page.waitForURL(/q=/);
  await page.waitForFunction(() => document.querySelectorAll('tr[data-testid]').length === 1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await at('record-timeline').waitFor();
  assert.equal(new URL(page.url()).pathname, RUNNING);
  await page.keyboard.press('Escape');
  await page.locator('tr.selected').waitFor();
});

test('a new job does not push the rows that are being read', async () => {
  await login();
  await page.locator('tr.selected').waitFor();
  const rows = await page.locator('tr[data-testid]').count();
  await page.waitForSelector('[data-state=live]');
  await scene('more=1');
  await at('list-waiting').waitFor();
  assert.equal(await page.locator('tr[data-testid]').count(), rows);
  await page.keyboard.press('r');
  await page.waitForFunction((n) => document.querySelectorAll('tr[data-testid]').length === n + 1, rows);
});

test('a job is dispatched once, with what is wrong said at its field', async () => {
  await login('/jobs/new');
  await at('job-submit').click();
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute('data-testid')),
    'job-order-no',
  );
  await fillIn('KT-1122-001');
  await at('job-submit').click();
  await at('record-timeline').waitFor();
  assert.match(await page.locator('h1').innerText(), /示例客户有限公司/);
  await page.keyboard.press('Escape');
  await at('row-KT-1122-001').waitFor();
  assert.equal(await at('row-KT-1122-001').count(), 1);
});

test('an order number that was used leads to its job', async () => {
  await login('/jobs/new');
  await fillIn('KT-1120-018');
  await at('job-submit').click();
  await page.locator(`a[href="${RUNNING}"]`).click();
  await at('record-timeline').waitFor();
});

test('a form survives leaving its screen, a reload and the end of the session', async () => {
  await login('/jobs/new');
  await at('job-order-no').fill('KT-1122-777');
  await page.locator('nav a[href="/people"]').click();
  await page.locator('nav a[href="/jobs/new"]').click();
  assert.equal(await at('job-order-no').inputValue(), 'KT-1122-777');
  await page.reload();
  await at('job-order-no').waitFor();
  assert.equal(await at('job-order-no').inputValue(), 'KT-1122-777');
  await page.waitForSelector('[data-state=live]');
  await scene('expire=1');
  const again = page.locator('dialog');
  await again.getByTestId('login-name').fill('shen');
  await again.getByTestId('login-password').fill('right');
  await again.getByTestId('login-submit').click();
  await again.waitFor({ state: 'detached' });
  assert.equal(await at('job-order-no').inputValue(), 'KT-1122-777');
});

test('Esc leaves the field first, and an amendment outlives its screen', async () => {
  await login(`${RUNNING}/amend`);
  await at('amend-what').fill('改地址');
  await page.keyboard.press('Escape');
  assert.equal(new URL(page.url()).pathname, `${RUNNING}/amend`);
  await page.keyboard.press('Escape');
  await at('record-timeline').waitFor();
  await page.goBack();
  await at('amend-what').waitFor();
  assert.equal(await at('amend-what').inputValue(), '改地址');
});

test('the session ended is answered, not closed by Esc', async () => {
  await login('/people');
  await page.waitForSelector('[data-state=live]');
  await scene('expire=1');
  await page.locator('dialog').waitFor();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape');
  await page.waitForTimeout(200);
  assert.equal(await page.locator('dialog').isVisible(), true);
});

test('the record grows while it is looked at, without a reload', async () => {
  await login(RUNNING);
  await at('record-photos').waitFor();
  assert.equal(await at('document').count(), 0);
  await page.evaluate(() => (window.sameDocument = true));
  await page.waitForSelector('[data-state=live]');
  await scene('arrive=1');
  await at('document').first().waitFor();
  assert.equal(await at('document').count(), 2);
  assert.equal(await at('record-verification').getAttribute('data-state'), 'verified');
  assert.equal(await page.evaluate(() => window.sameDocument), true);
});

test('a photo is looked at large and given back its place', async () => {
  await login(RUNNING);
  const thumb = page.locator('[data-testid=record-photos] button[data-slot=I03]');
  await thumb.click();
  await at('photo-viewer').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await at('photo-viewer').waitFor({ state: 'detached' });
  assert.equal(await thumb.evaluate((element) => element === document.activeElement), true);
});

test('headquarters gone is said, what is on screen stays, and it comes back by itself', async () => {
  await login(RUNNING);
  await page.waitForSelector('[data-state=live]');
  await scene('down=1');
  await page.waitForSelector('[data-state=broken]');
  assert.equal(await at('record-photos').isVisible(), true);
  await scene('down=0');
  await page.waitForSelector('[data-state=live]', { timeout: 20_000 });
});

test('a kind of job is asked only for what it needs', async () => {
  await login('/jobs/new');
  await at('job-kind').selectOption('inspection');
  const optional = at('job-optional');
  await optional.getByTestId('job-distance-km').waitFor();
  assert.equal(await optional.getByTestId('job-manager-name').count(), 1);
  await at('job-submit').click();
  const wrong = await page
    .locator('[aria-invalid=true]')
    .evaluateAll((fields) => fields.map((field) => field.getAttribute('data-testid')));
  assert.ok(wrong.includes('job-circuit-no'));
  assert.ok(!wrong.includes('job-distance-km') && !wrong.includes('job-manager-name'));
  await at('job-kind').selectOption('install');
  await optional.waitFor({ state: 'detached' });
});

test('the list is narrowed to a kind of job in the words of the catalogue', async () => {
  await login();
  await page.locator('tr.selected').waitFor();
  const all = await page.locator('tr[data-testid]').count();
  await page.getByLabel('类别').selectOption({ label: '故障抢修' });
  await page.waitForURL(/kind=fault_interruption/);
  await page.waitForFunction((all) => {
    const shown = document.querySelectorAll('tr[data-testid]').length;
    return shown > 0 && shown < all;
  }, all);
});

test('a calendar file is looked at, refused with its reason, and imported', async () => {
  await login('/calendar');
  await at('calendar-year-2026').waitFor();
  const file = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await at('calendar-file').setInputFiles(file('holidays.json', '{}'));
  await at('calendar-refused').waitFor();
  assert.match(await at('calendar-refused').innerText(), /holidays\.json[\s\S]*year 和 days/);
  const days = Array.from({ length: 30 }, (_, at) => ({ date: `2028-01-${at + 1}`, isOffDay: true }));
  await at('calendar-file').setInputFiles(file('2028.json', JSON.stringify({ year: 2028, days })));
  await at('calendar-import').waitFor();
  assert.equal(await at('calendar-years').getByTestId('calendar-year-2028').count(), 0);
  await at('calendar-import').click();
  await at('calendar-done').waitFor();
  await at('calendar-years').getByTestId('calendar-year-2028').waitFor();
});

test('F6 walks the parts of the screen and back', async () => {
  await login();
  await page.locator('tr.selected').waitFor();
  const part = () =>
    page.evaluate(
      () => document.activeElement?.closest('nav, [data-region], main, section, aside, footer')?.tagName,
    );
  const seen = [];
  for (let press = 0; press < 3; press += 1) {
    await page.keyboard.press('F6');
    seen.push(await part());
  }
  assert.equal(seen[0], 'NAV');
  assert.equal(new Set(seen).size > 1, true);
  await page.keyboard.press('Shift+F6');
  assert.equal(await part(), seen[1]);
});

test('a paused clock says why, who approved it and until when', async () => {
  await login();
  await page.locator('tr.selected').waitFor();
  await page
    .locator('tr', { has: page.locator('.ClockCell.paused') })
    .first()
    .click();
  await page.locator('.Peek').getByText('沈若溪批').first().waitFor();
  assert.ok((await page.locator('.Peek .TimeLine .hatch').count()) > 0);
});

for (const locale of ['zh-CN', 'en']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`every screen is free of axe findings: ${locale}, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.addInitScript((name) => localStorage.setItem('lineproof.locale', name), locale);
      await page.goto(base);
      await at('login-name').waitFor();
      await clean();
      await login();
      for (const path of [
        '/jobs',
        '/jobs?q=none-such',
        '/jobs/new',
        RUNNING,
        `${RUNNING}/amend`,
        '/people',
        '/calendar',
        '/x',
      ]) {
        await page.goto(base + path);
        await page.waitForSelector('h1');
        await page.waitForTimeout(600);
        await clean(path);
      }
    });
  }
}

async function clean(path = '/') {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0].target.join(' ')}`);
  assert.deepEqual(found, []);
  const shown = await page.evaluate(() => document.body.innerText);
  assert.deepEqual(shown.match(/\b(common|console|document)-[a-z][a-z-]+\b/g) ?? [], [], path);
}
