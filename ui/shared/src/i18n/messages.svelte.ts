import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { getContext, setContext } from 'svelte';

/** The languages every text exists in; the first is the one the product is written in. */
export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export type Args = Record<string, FluentVariable>;
/** Raw `.ftl` texts of one language, in any order. */
export type Sources = Record<Locale, string[]>;

const CONTEXT = Symbol('messages');

function bundle(locale: Locale, sources: string[]): FluentBundle {
  // Isolation marks would end up in copied numbers and file names.
  const made = new FluentBundle(locale, { useIsolating: false });
  for (const source of sources) {
    const clashes = made.addResource(new FluentResource(source));
    if (clashes.length > 0) console.error('fluent', locale, clashes);
  }
  return made;
}

/** The texts of one application and the language it speaks now. Switching re-renders at once. */
export class Messages {
  locale = $state<Locale>('zh-CN');
  #bundles: Record<Locale, FluentBundle>;

  constructor(sources: Sources, locale: Locale) {
    this.#bundles = { 'zh-CN': bundle('zh-CN', sources['zh-CN']), en: bundle('en', sources.en) };
    this.locale = locale;
  }

  /** The text of a key. A key without a text shows itself, so that it is found at first sight. */
  t = (key: string, args?: Args): string => {
    const fluent = this.#bundles[this.locale];
    const pattern = fluent.getMessage(key)?.value;
    if (!pattern) return key;
    return fluent.formatPattern(pattern, args ?? null, []);
  };

  /** Whether a key exists; for keys made from a code that a newer device may send. */
  has = (key: string): boolean => this.#bundles[this.locale].hasMessage(key);
}

/** Gathers what `import.meta.glob('.../locales/*\/x.ftl', { query: '?raw', .. })` found. */
export function sourcesFrom(files: Record<string, string>): Sources {
  const sources: Sources = { 'zh-CN': [], en: [] };
  for (const [path, text] of Object.entries(files)) {
    const locale = LOCALES.find((name) => path.includes(`/${name}/`));
    if (locale) sources[locale].push(text);
  }
  return sources;
}

export function provideMessages(messages: Messages): Messages {
  document.documentElement.lang = messages.locale;
  return setContext(CONTEXT, messages);
}

export function useMessages(): Messages {
  return getContext<Messages>(CONTEXT);
}
