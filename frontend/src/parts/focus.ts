/** Where the focus is, and how it comes back to where it was. */

const CONTROLS = 'a[href], button, input, select, textarea, autoarr-button, [tabindex="0"]';

/** What has the focus, in whatever shadow; nothing where only the page has it, or what cannot keep it. */
export function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at === document.body || at?.matches(":disabled") ? null : at;
}

/** What has the focus, and all that it stands in, from the inside out. */
export function place(): HTMLElement[] {
  const found: HTMLElement[] = [];
  let at: Node | null = focused();
  while (at) {
    if (at instanceof HTMLElement) found.push(at);
    at = at instanceof ShadowRoot ? at.host : at.parentNode;
  }
  return found;
}

/** Put the focus on an element, and say whether it took it: one that rests or is hidden does not. */
export function take(element: HTMLElement): boolean {
  element.focus();
  const now = focused();
  return now !== null && (now === element || element.shadowRoot?.contains(now) === true);
}

/** Put the focus back to a place, or as near to it as something takes it: a button may rest or be gone by now. */
export function comeBack(former: readonly HTMLElement[]): void {
  for (const at of former) {
    if (!at.isConnected) continue;
    if (take(at)) return;
    const near = (at.shadowRoot ?? at).querySelectorAll<HTMLElement>(CONTROLS);
    for (const control of near) if (take(control)) return;
  }
}
