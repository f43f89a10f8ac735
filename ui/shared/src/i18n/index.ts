export {
  LOCALES,
  Messages,
  provideMessages,
  sourcesFrom,
  useMessages,
  type Args,
  type Locale,
  type Sources,
} from './messages.svelte';
export { runs, type Run } from './rich';
