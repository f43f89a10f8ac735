import { tick } from 'svelte';

function at(place: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`);
}

/** Brings the place of a missing thing into view and puts the focus on what settles it. A signature leads to its
 * document, an instrument to where instruments are noted. */
export function goTo(place: string) {
  requestAnimationFrame(() => {
    const found = at(place) ?? at(place.split('/')[0] ?? '') ?? at('instruments');
    found?.scrollIntoView({ block: 'center' });
    const control = found?.querySelector<HTMLElement>('input:not(.sr), button, select, textarea');
    control?.focus({ preventScroll: true });
  });
}

/** Puts the focus there when what had it went away with its own deed. */
export async function refocus(selector: string) {
  await tick();
  if (document.activeElement && document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}

/** Opens the file chooser of a slot, or of the traces. */
export function choose(code: string) {
  document.getElementById(`file-${code}`)?.click();
}
