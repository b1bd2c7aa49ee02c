/**
 * @module Elements by role and name inside a page, for browsers that are not driven by Playwright. Roles come from the elements
 * that this lab is made of; that Firefox itself sees the same roles is tested beside the journeys.
 */

/** A role, and the whole name or a pattern of it. */
export interface Wanted {
  readonly role: string;
  readonly name: string;
  readonly isPattern: boolean;
}

/**
 * Runs in the page, so that it may use nothing from outside itself.
 *
 * @returns what has the role and the name and can be seen, in the order of the page
 */
export function found({ role, name, isPattern }: Wanted): HTMLElement[] {
  const NATIVE: Readonly<Record<string, string>> = {
    button: 'button:not([role])',
    link: 'a[href]',
    img: 'img[alt]',
    heading: 'h1, h2, h3',
    table: 'table:not([role])',
    region: 'section[aria-label], section[aria-labelledby]',
    complementary: 'aside',
    dialog: 'dialog[open]',
    slider: 'input[type=range]',
    radio: 'input[type=radio]',
    textbox: 'input[type=text], input:not([type])',
    combobox: 'select',
  };
  const native = NATIVE[role];
  const named = (element: HTMLElement): string => {
    const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labelled = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const texts = [element.getAttribute('aria-label'), labelled, labels.map((each) => each.textContent).join(' ')];
    const spoken = element.cloneNode(true) as HTMLElement;
    for (const hidden of spoken.querySelectorAll('[aria-hidden=true]')) hidden.remove();
    return (texts.find((text) => text) ?? spoken.textContent ?? '').replace(/\s+/g, ' ').trim();
  };
  const pattern = isPattern ? new RegExp(name) : null;
  return [
    ...document.querySelectorAll<HTMLElement>(`[role=${role}]${native === undefined ? '' : `, ${native}`}`),
  ].filter(
    (element) =>
      element.checkVisibility() && (pattern === null ? named(element) === name : pattern.test(named(element))),
  );
}
