/**
 * The one place that speaks to the shell: the generated commands, the few that carry bytes, pictures, and the one
 * event. Each throws an `AppError` when it did not do its work.
 */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { type Changed, type Direction, type JobView, commands } from './bindings';

export { commands };

/** Header values are ASCII: percent-encoded UTF-8. */
function headers(values: Record<string, string>): { headers: Record<string, string> } {
  const encoded = Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]);
  return { headers: Object.fromEntries(encoded) as Record<string, string> };
}

/** Bytes go as they are, beside the typed commands: the body is the file, the headers say what it is. */
export const raw = {
  putPhoto: (job: string, slot: string, fileName: string, bytes: ArrayBuffer) =>
    invoke<JobView>('put_photo', bytes, headers({ job, slot, 'file-name': fileName })),
  importTrace: (job: string, fileName: string, bytes: ArrayBuffer, direction: Direction | null) =>
    invoke<JobView>(
      'import_trace',
      bytes,
      headers({ job, 'file-name': fileName, ...(direction ? { direction } : {}) }),
    ),
  documentBytes: (document: string) => invoke<ArrayBuffer>('document_bytes', { document }),
};

/** Where the window reads a stored picture. */
export function blobUrl(sha256: string): string {
  return convertFileSrc(`blob/${sha256}`, 'lineproof');
}

/** Calls back whenever something changed beneath the screens; gives the way to stop. */
export function onChanged(heard: (changed: Changed) => void): Promise<() => void> {
  return listen<Changed>('changed', (event) => heard(event.payload));
}
