/** What a key does on a screen; `hint` is the Fluent key shown in the foot, without it the key is listed under `?` only. */
export interface KeyDeed {
  key: string;
  shown: string;
  text: string;
  hint?: boolean;
  run: () => void;
}

/** Runs the deed of a pressed key, unless somebody is typing or a sheet is open. */
export function pressed(event: KeyboardEvent, deeds: KeyDeed[]): void {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  if (document.querySelector('dialog[open]')) return;
  if (isTyping(event.target)) {
    if (event.key === 'Escape') leaveField(event);
    return;
  }
  const wanted = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const deed = deeds.find(({ key }) => key === wanted);
  if (!deed || (wanted === 'Enter' && isPressable(event.target))) return;
  event.preventDefault();
  deed.run();
}

/** The first Esc leaves the field, the next one the screen. */
function leaveField(event: KeyboardEvent) {
  event.preventDefault();
  if (event.target instanceof HTMLElement) event.target.blur();
}

function isTyping(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('a, button, summary');
}
