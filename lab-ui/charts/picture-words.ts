/** @module The text alternative of a mounted picture: its title and its sentence, renewed at the pace at which words are read. */
import type { BenchData } from '../state/bench-data.ts';
import type { Chart, Focus } from './chart.ts';

/** While the run goes on the words are renewed this often, milliseconds; nobody reads faster. */
const WORDS_MS = 500;

/** Keeps one canvas's words. */
export interface PictureWords {
  /** At once when something else is shown; a little later when the run only went on. */
  renew(data: BenchData, focus: Focus): void;
  stop(): void;
}

/**
 * @param picture  whose title and sentence are said
 * @param canvas   gets them as its label, and its role with the first
 */
export function pictureWords(picture: Pick<Chart, 'title' | 'sentence'>, canvas: HTMLCanvasElement): PictureWords {
  let last: { readonly data: BenchData; readonly focus: Focus } | null = null;
  let said = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (): void => {
    timer = undefined;
    if (!last) return;
    // A picture is one from when it has a name on.
    if (said === '') canvas.setAttribute('role', 'img');
    const words = `${picture.title(last.data, last.focus)}: ${picture.sentence(last.data, last.focus)}`;
    if (words !== said) canvas.setAttribute('aria-label', words);
    said = words;
  };
  return {
    renew: (data, focus) => {
      const isMore =
        last?.data.ticks === data.ticks &&
        last.focus.tenant === focus.tenant &&
        data.status === 'running' &&
        data.head === null &&
        last.data.topology === data.topology;
      last = { data, focus };
      if (isMore) timer ??= setTimeout(say, WORDS_MS);
      else {
        clearTimeout(timer);
        say();
      }
    },
    stop: () => clearTimeout(timer),
  };
}
