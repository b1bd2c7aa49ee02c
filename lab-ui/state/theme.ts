/** @module Light, dark or as the system says; the choice is kept in this browser. */

/** What may be chosen. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** One of the choices. */
export type Theme = (typeof THEMES)[number];

const KEY = 'tenantlab.theme';
const listeners = new Set<() => void>();
const systemDark = matchMedia('(prefers-color-scheme: dark)');
systemDark.addEventListener('change', tell);

/** @returns the choice, `system` when none was made */
export function chosenTheme(): Theme {
  return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
}

/** @returns true when the page is dark now */
export function isDark(): boolean {
  const theme = chosenTheme();
  return theme === 'system' ? systemDark.matches : theme === 'dark';
}

/** @param theme  takes effect at once and on every later visit */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset.theme = theme;
  }
  tell();
}

/** @param listener  called when the page turns light or dark */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
