import '@lineproof/shared/style.css';
import { Messages, sourcesFrom } from '@lineproof/shared/i18n';
import { mount } from 'svelte';
import Root from './App.svelte';
import StartFailed from './StartFailed.svelte';
import { commands } from './backend';
import { App } from './state/app.svelte';

const texts = import.meta.glob('../../../crates/i18n/locales/*/{common,errors,field}.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Record<string, string>;

async function start(target: HTMLElement) {
  const sources = sourcesFrom(texts);
  try {
    const lock = await commands.lockView();
    mount(Root, { target, props: { app: new App(lock, sources) } });
  } catch (error) {
    mount(StartFailed, { target, props: { messages: new Messages(sources, 'zh-CN'), error } });
  }
}

const target = document.getElementById('app');
if (target) void start(target);
