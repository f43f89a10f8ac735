import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';

let vite, Read;
before(async () => {
  vite = await createServer({
    root: new URL('..', import.meta.url).pathname,
    configFile: false,
    plugins: [svelte()],
    server: { middlewareMode: true },
    logLevel: 'error',
  });
  ({ Read } = await vite.ssrLoadModule('@lineproof/shared'));
});
after(() => vite.close());

/** A headquarters that answers when it is told to. */
function questions() {
  const open = [];
  const ask = () => new Promise((answer, fail) => open.push({ answer, fail }));
  return { open, ask };
}

test('an answer that was overtaken by a newer one is not shown', async () => {
  const { open, ask } = questions();
  const read = new Read(ask);
  const reads = [read.again(), read.again()];
  open[1].answer('after the last receipt');
  await reads[1];
  open[0].answer('before the last receipt');
  await reads[0];
  assert.equal(read.value, 'after the last receipt');
});

test('a failure that was overtaken by an answer is not shown, and a later one is', async () => {
  const { open, ask } = questions();
  const read = new Read(ask);
  const reads = [read.again(), read.again(), read.again()];
  open[1].answer('there');
  open[0].fail('line broken');
  await Promise.all(reads.slice(0, 2));
  assert.deepEqual([read.value, read.error], ['there', null]);
  open[2].fail('line broken');
  await reads[2];
  assert.deepEqual([read.value, read.error], ['there', 'line broken']);
});

test('a deed shows its answer at once, and what was answered meanwhile is read once more', async () => {
  const { open, ask } = questions();
  const read = new Read(ask);
  const deed = read.take(ask);
  const news = read.again();
  open[1].answer('with the deed and a receipt');
  await news;
  open[0].answer('with the deed');
  await deed;
  assert.equal(read.value, 'with the deed');
  open[2].answer('with the deed and a receipt');
  await new Promise(setImmediate);
  assert.equal(read.value, 'with the deed and a receipt');
});

test('what was asked before a deed does not replace its answer', async () => {
  const { open, ask } = questions();
  const read = new Read(ask);
  const before = read.again();
  const deed = read.take(ask);
  open[1].answer('after the deed');
  await deed;
  open[0].answer('before the deed');
  await before;
  assert.equal(read.value, 'after the deed');
});

test('what was read stays on the screen when it cannot be read again', async () => {
  const { open, ask } = questions();
  const read = new Read(ask);
  for (const [at, deed] of [
    [0, () => open[0].answer('there')],
    [1, () => open[1].fail('disk full')],
  ]) {
    const reading = read.again();
    assert.equal(open.length, at + 1);
    deed();
    await reading;
  }
  assert.deepEqual(read.reading, { is: 'read', value: 'there' });
  assert.equal(read.error, 'disk full');
});
