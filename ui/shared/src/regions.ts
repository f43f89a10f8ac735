/** Parts of a screen between which F6 moves; a part inside another one is a stop of its own. */
const REGIONS = 'nav, [data-region], main, section, aside, footer';
const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled], .sr), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/** F6 goes to the next part of the screen, Shift+F6 to the one before; an open sheet keeps the focus. */
export function moveRegion(event: KeyboardEvent) {
  if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (document.querySelector('dialog[open]')) return;
  const stops = new Map<Element, HTMLElement>();
  for (const control of document.querySelectorAll<HTMLElement>(FOCUSABLE)) {
    const region = control.closest(REGIONS);
    if (region && !stops.has(region) && control.checkVisibility()) stops.set(region, control);
  }
  const regions = [...stops.keys()];
  const here = regions.indexOf(document.activeElement?.closest(REGIONS) ?? document.body);
  const step = event.shiftKey ? -1 : 1;
  const from = here < 0 && event.shiftKey ? 0 : here;
  const next = regions[(from + step + regions.length) % regions.length];
  if (next) stops.get(next)?.focus();
}
