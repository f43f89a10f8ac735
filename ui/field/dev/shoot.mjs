// Looks at every screen: pictures in two languages, three looks, two sizes, and axe over each of them.
//   npm run dev:sample -w field -- --port 5199     (in one shell)
//   node dev/shoot.mjs OUT_DIR [scene ...]         (in another; CHROMIUM names the browser)
import axe from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const BASE = process.env.SAMPLE_URL ?? 'http://localhost:5199';
const [out = 'shots', ...wanted] = process.argv.slice(2);
const AxeBuilder = axe.default ?? axe;
mkdirSync(out, { recursive: true });

const SIZES = {
  wide: { width: 1366, height: 768 },
  tall: { width: 800, height: 1200 },
  large: { width: 1920, height: 1080 },
};
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const unlock = async (page) => {
  await page.getByTestId('pin-input').fill('135790');
  await page.getByTestId('safe-badge').waitFor();
};
const inspect = async (page) => {
  await openJob(page, 'items');
  for (const item of ['01', '41', '44']) await page.getByTestId(`inspect-${item}-ok`).click();
  await page.getByTestId('inspect-44-note').click();
  await page.getByTestId('inspect-44-remark').fill('客户说晚上八点以后慢，不归我管');
  await page.waitForTimeout(700);
};
const openJob = async (page, step) => {
  await unlock(page);
  await page.getByTestId('job-KT-1124-006').click();
  await page.getByTestId(`step-${step}`).click();
};
const make = async (page) => {
  await page.getByTestId('make-test_report_e2e').click();
  await page.getByTestId('pdf-pages').locator('canvas').first().waitFor();
  await page.waitForTimeout(800);
};
const draw = async (page) => {
  const box = await page.getByTestId('signature-pad').boundingBox();
  await page.mouse.move(box.x + 80, box.y + 120);
  await page.mouse.down();
  for (let i = 0; i < 40; i += 1)
    await page.mouse.move(box.x + 80 + i * 7, box.y + 110 + Math.sin(i / 3) * 40);
  await page.mouse.up();
};

/** name: [query, what to do]. */
/** Nothing can be read any more, and everything is read again. */
async function makeStale(page) {
  await page.getByTestId('safe-badge').click();
  await page.evaluate(() => (window.sample.unreadable = true));
  await page.getByTestId('sync-now').click();
  await page.getByTestId('stale').last().waitFor();
}

const SCENES = {
  unlock: ['', async () => {}],
  'pin-wrong': [
    '',
    async (page) => {
      await page.getByTestId('pin-input').fill('111111');
      await page.getByRole('alert').waitFor();
    },
  ],
  passphrase: ['state=passphrase', async () => {}],
  enrol: ['state=new', async () => {}],
  'enrol-pin': [
    'state=new',
    async (page) => {
      await page.getByTestId('enrol-code').fill('LP1-ABCD-EFGH');
      await page.getByTestId('enrol-next').click();
      await page.getByTestId('pin-new').waitFor();
    },
  ],
  today: ['', unlock],
  'today-empty': ['state=empty', unlock],
  'today-error': ['state=error', unlock],
  'today-loading': [
    'state=loading',
    async (page) => {
      await unlock(page);
      await page.waitForTimeout(500);
    },
  ],
  prepare: ['', (page) => openJob(page, 'prepare')],
  arrive: [
    'upTo=arrive',
    async (page) => {
      await openJob(page, 'arrive');
      await page.getByTestId('main-action').click();
      await page.getByTestId('answer-consent-agreed').click();
      await page.waitForTimeout(300);
    },
  ],
  photos: [
    'upTo=after_photos',
    async (page) => {
      await openJob(page, 'after_photos');
      for (const code of ['I05', 'I07', 'I08'])
        await page
          .getByTestId(`file-${code}`)
          .setInputFiles({ name: `${code}.png`, mimeType: 'image/png', buffer: PHOTO });
      await page
        .getByTestId('file-I09')
        .setInputFiles({ name: 'IMG_0042.HEIC', mimeType: 'image/heic', buffer: PHOTO });
      await page.getByTestId('slot-I09').locator('button').click();
      await page.waitForTimeout(900);
    },
  ],
  unfiled: [
    'upTo=after_photos&state=unfiled',
    async (page) => {
      await openJob(page, 'after_photos');
      await page.getByTestId('slot-I09').locator('button').click();
      await page.getByTestId('unfiled').click();
      await page.waitForTimeout(400);
    },
  ],
  stale: [
    '',
    async (page) => {
      await unlock(page);
      await makeStale(page);
      await page.keyboard.press('Escape');
      await page.waitForTimeout(300);
    },
  ],
  'stale-job': [
    'upTo=after_photos',
    async (page) => {
      await openJob(page, 'after_photos');
      await makeStale(page);
      await page.keyboard.press('Escape');
      await page.waitForTimeout(300);
    },
  ],
  'stale-safe': [
    '',
    async (page) => {
      await unlock(page);
      await makeStale(page);
    },
  ],
  'photo-full': [
    'upTo=after_photos&state=full',
    async (page) => {
      await openJob(page, 'after_photos');
      await page
        .getByTestId('file-I05')
        .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PHOTO });
      await page.waitForTimeout(500);
    },
  ],
  measure: [
    'upTo=local_test',
    async (page) => {
      await openJob(page, 'local_test');
      await page
        .getByTestId('file-trace')
        .setInputFiles({ name: 'KT1124_1310.sor', mimeType: 'application/octet-stream', buffer: PHOTO });
      await page.waitForTimeout(600);
      await page.getByTestId('metric-light.rx_power').fill('-26.8');
      await page.getByTestId('metric-light.rx_power').press('Enter');
      await page.getByTestId('metric-internet.gateway_rtt').fill('12');
      await page.getByTestId('metric-internet.gateway_rtt').press('Enter');
      await page.getByTestId('metric-internet.link-yes').click();
      await page.waitForTimeout(600);
    },
  ],
  instrument: [
    'upTo=local_test',
    async (page) => {
      await openJob(page, 'local_test');
      await page.getByTestId('add-instrument').click();
      await page.getByTestId('instrument-model').waitFor();
    },
  ],
  trial: ['upTo=trial', (page) => openJob(page, 'trial')],
  papers: [
    'upTo=sign',
    async (page) => {
      await openJob(page, 'sign');
      await make(page);
    },
  ],
  sign: [
    'upTo=sign',
    async (page) => {
      await openJob(page, 'sign');
      await make(page);
      await page
        .getByTestId('file-I26')
        .setInputFiles({ name: 'I26.png', mimeType: 'image/png', buffer: PHOTO });
      await page.waitForTimeout(500);
      await page.getByTestId('main-action').click();
      await page.getByTestId('signature-pad').waitFor();
      await draw(page);
      await page
        .getByText(/1 \/ 2|共 2 页|of 2/)
        .first()
        .waitFor();
      await page.waitForTimeout(900);
    },
  ],
  blocked: [
    'upTo=install',
    async (page) => {
      await openJob(page, 'install');
      await page.getByTestId('blocked').click();
      await page.getByTestId('blocked-text').fill('弱电井锁着，物业说不归我管');
      await page.getByTestId('record-warning').waitFor();
    },
  ],
  missing: [
    'upTo=install',
    async (page) => {
      await openJob(page, 'install');
      await page.getByTestId('missing-count').click();
    },
  ],
  complete: ['upTo=complete', (page) => openJob(page, 'complete')],
  inspect: ['state=trade', inspect],
  'inspect-foot': [
    'state=trade',
    async (page) => {
      await inspect(page);
      await page.getByTestId('record-add-test_runs').scrollIntoViewIfNeeded();
    },
  ],
  'quick-time': [
    'state=trade',
    async (page) => {
      await openJob(page, 'items');
      await page.getByTestId('record-add-suspend').click();
      await page.getByTestId('record-field-planned_resume-2h').click();
    },
  ],
  'quick-day': [
    'state=trade',
    async (page) => {
      await openJob(page, 'items');
      await page.getByTestId('record-add-findings').click();
      await page.getByTestId('record-field-due-3d').click();
    },
  ],
  'record-end': [
    'state=trade',
    async (page) => {
      await openJob(page, 'items');
      await page.getByTestId('record-end-findings').click();
      await page.getByTestId('record-end-text').fill('不归我管，转给别人了');
      await page.getByTestId('record-warning').waitFor();
    },
  ],
  documents: [
    'upTo=sign',
    async (page) => {
      await openJob(page, 'sign');
      await make(page);
      await page.getByTestId('nav-documents').click();
      await page.waitForTimeout(900);
    },
  ],
  safe: [
    '',
    async (page) => {
      await unlock(page);
      await page.getByTestId('safe-badge').click();
      await page.getByTestId('sync-now').waitFor();
      await page.waitForTimeout(200);
    },
  ],
  'safe-tried': [
    '',
    async (page) => {
      await unlock(page);
      await page.getByTestId('safe-badge').click();
      await page.getByTestId('sync-now').click();
      await page.waitForTimeout(900);
    },
  ],
  cards: [
    '',
    async (page) => {
      await unlock(page);
      await page.getByTestId('nav-cards').click();
      await page.getByTestId('script-card-S04').waitFor();
    },
  ],
  flags: ['upTo=local_test&state=flags', (page) => openJob(page, 'local_test')],
  number: [
    'upTo=configure',
    async (page) => {
      await openJob(page, 'configure');
      await page.getByTestId('text-fibre_used').fill('1,200');
      await page.getByTestId('text-fibre_used').press('Enter');
      await page.waitForTimeout(300);
    },
  ],
  settings: [
    '',
    async (page) => {
      await unlock(page);
      await page.getByTestId('nav-settings').click();
      await page.waitForTimeout(200);
    },
  ],
  'enrol-again': [
    '',
    async (page) => {
      await unlock(page);
      await page.getByTestId('nav-settings').click();
      await page.getByTestId('open-enrol-again').click();
      await page.getByTestId('enrol-again-code').fill('LP2-wrong');
      await page.getByTestId('enrol-again').click();
      await page.getByRole('alert').or(page.locator('.wrong')).first().waitFor();
    },
  ],
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const paper = await browser.newPage();
await paper.setContent(
  `<html lang="zh"><body style="font:14px sans-serif"><h1 style="border-bottom:2px solid">业务开通测试报告 <small>KT-1124-006</small></h1><p>示例 SAMPLE</p><table border="0" cellpadding="6" width="100%">${'<tr><td>客户端收光</td><td align="right">−18.4 dBm</td><td align="right">−24.0 到 −8.0</td><td>合格</td></tr>'.repeat(14)}</table><div style="break-before:page">第 2 页</div></body></html>`,
);
const pdf = await paper.pdf({ format: 'A4' });
await paper.close();

const variants = (process.env.VARIANTS ?? 'zh-CN/light/wide').split(',').map((v) => v.split('/'));
let bad = 0;
for (const [lang, theme, size] of variants)
  for (const [name, [query, act]] of Object.entries(SCENES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const context = await browser.newContext({ viewport: SIZES[size], reducedMotion: 'reduce' });
    const page = await context.newPage();
    const trouble = [];
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    await page.route('**/dev/sample.pdf', (route) =>
      route.fulfill({ contentType: 'application/pdf', body: pdf }),
    );
    const file = `${out}/${name}-${lang}-${theme}-${size}.png`;
    try {
      await page.goto(`${BASE}/?lang=${lang}&theme=${theme}&${query}`);
      page.setDefaultTimeout(8000);
      await act(page);
      await page.screenshot({ path: file });
      const shown = await page.evaluate(() => document.body.innerText);
      const keys = shown.match(/\b(common|field|errors|document)-[a-z][a-z-]+\b/g) ?? [];
      for (const key of keys) trouble.push(`a key is shown: ${key}`);
      const found = (await new AxeBuilder({ page }).analyze()).violations;
      for (const violation of found)
        trouble.push(
          `axe ${violation.id}: ${violation.nodes
            .map((node) => node.target.join(' '))
            .slice(0, 3)
            .join(' | ')}`,
        );
    } catch (error) {
      trouble.push(String(error).slice(0, 400));
      await page.screenshot({ path: file }).catch(() => {});
    }
    if (trouble.length > 0) {
      bad += 1;
      console.log(`${name} ${lang} ${theme} ${size}\n  ${[...new Set(trouble)].join('\n  ')}`);
    }
    await context.close();
  }
await browser.close();
console.log(bad === 0 ? 'all screens clean' : `${bad} screens with findings`);
process.exitCode = bad === 0 ? 0 : 1;
