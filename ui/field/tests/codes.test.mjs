import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

/** Every code that the shell can send has words in both languages, so that none is ever shown itself. */
const here = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const bindings = here('../src/backend/bindings.ts');
const WORDS = {
  ErrorCode: ['errors-'],
  JobFlagCode: ['field-flag-'],
  NoticeCode: ['field-notice-'],
  RefusedReason: ['field-safe-refused-'],
  SafeItemKind: ['field-safe-item-'],
  JobKind: ['field-kind-'],
  FactKey: ['field-fact-'],
  ClockState: ['common-clock-state-'],
  Level: ['common-level-'],
  VerdictKind: ['common-verdict-'],
  TraceEventKind: ['common-trace-kind-'],
  LimitOrigin: ['field-limit-origin-'],
  SignerRole: ['field-sign-head-', 'field-sign-lead-', 'field-sign-title-', 'field-sign-done-'],
};
/** A limit of the order has no origin to name. */
const UNSAID = ['field-limit-origin-order'];

function codesOf(type) {
  const found = new RegExp(`export type ${type} =([^;]*);`).exec(bindings);
  assert.ok(found, `${type} is no type of the shell`);
  const plain = found[1].replace(/\/\*[\s\S]*?\*\//g, '');
  return [...plain.matchAll(/"([^"]+)"/g)].map(([, code]) => code);
}

/** The kinds of job and their titles, as the catalogue has them. */
const JOBS = '../../../assets/catalogue/jobs/';
const titles = readdirSync(new URL(JOBS, import.meta.url)).map((name) => {
  const [, key, zh, en] = /^key = "(.+)"[^]*?^title = \{ zh = "(.+)", en = "(.+)" \}/m.exec(
    here(JOBS + name),
  );
  return { key: key.replaceAll('_', '-'), 'zh-CN': zh, en };
});

for (const locale of ['zh-CN', 'en']) {
  const texts = ['common', 'field', 'errors'].map((area) =>
    here(`../../../crates/i18n/locales/${locale}/${area}.ftl`),
  );
  const keys = new Set([...texts.join('\n').matchAll(/^([a-z][\w-]*) =/gm)].map(([, key]) => key));
  test(`every code of the shell has its words: ${locale}`, () => {
    const lacking = Object.entries(WORDS).flatMap(([type, beginnings]) =>
      codesOf(type)
        .flatMap((code) => beginnings.map((beginning) => beginning + code))
        .filter((key) => !keys.has(key) && !UNSAID.includes(key)),
    );
    assert.deepEqual(lacking, []);
  });
  test(`a kind of job is called on the screen what the catalogue calls it: ${locale}`, () => {
    const lines = texts.join('\n').split('\n');
    const differing = titles.filter((kind) => !lines.includes(`field-kind-${kind.key} = ${kind[locale]}`));
    assert.deepEqual(differing, []);
  });
}
