/** Brings what is missing into view and puts the focus on what settles it. */
export function leadTo(selector: string) {
  const found = document.querySelector<HTMLElement>(selector);
  found?.scrollIntoView({ block: 'center' });
  const control = 'button, input:not(.sr), select, textarea, canvas, [tabindex]';
  const target = found?.matches(control) ? found : found?.querySelector<HTMLElement>(control);
  target?.focus({ preventScroll: true });
}
