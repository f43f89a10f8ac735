import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Every code that headquarters can send has words in both languages, so that none is ever shown itself. */
const here = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const schemas = JSON.parse(here('../../../docs/openapi.json')).components.schemas;
const WORDS = {
  ProblemCode: 'console-problem-',
  FieldProblemCode: 'console-wrong-',
  ClockState: 'console-clock-state-',
  FlagKind: 'console-flag-',
  Level: 'common-level-',
  DocumentState: 'console-document-state-',
};
const kebab = (code) => code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, '');

for (const locale of ['zh-CN', 'en']) {
  const texts = ['common', 'console'].map((area) =>
    here(`../../../crates/i18n/locales/${locale}/${area}.ftl`),
  );
  const keys = new Set([...texts.join('\n').matchAll(/^([a-z][\w-]*) =/gm)].map(([, key]) => key));
  test(`every code of headquarters has its words: ${locale}`, () => {
    const lacking = Object.entries(WORDS).flatMap(([type, beginning]) =>
      schemas[type].enum.map((code) => beginning + kebab(code)).filter((key) => !keys.has(key)),
    );
    assert.deepEqual(lacking, []);
  });
}
