export { blobUrl, commands, onChanged, raw } from '@backend';
export type * from './bindings';
