/** Up and Down go from row to row; Enter opens one by itself, because rows are buttons. */
export function walkRows(event: KeyboardEvent & { currentTarget: HTMLElement }) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.min(rows.length - 1, Math.max(0, here + step))]?.focus();
  event.preventDefault();
}
