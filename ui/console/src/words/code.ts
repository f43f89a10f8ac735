/** `onSite`, `cut_short` or `job.dispatched` as a part of a text key: `on-site`, `cut-short`, `job-dispatched`. */
export function kebab(code: string): string {
  return code
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replace(/[._]/g, '-')
    .replace(/^-/, '');
}
