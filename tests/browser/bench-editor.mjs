/** @module How soon the author's editor answers: from a key to the error it makes, and to a completion, in a real browser. */
import { builtLab } from './built-lab.mjs';

const ROUNDS = 20;

/** Waits in the page, frame by frame, until the words in an element have changed; milliseconds since the key was pressed. */
function answerMs(page, selector, press) {
  return page
    .evaluate((wanted) => {
      const read = () => document.querySelector(wanted)?.textContent ?? '';
      const before = read();
      window.answered = new Promise((resolve) => {
        document.addEventListener(
          'keydown',
          () => {
            const began = performance.now();
            const look = () => (read() === before ? requestAnimationFrame(look) : resolve(performance.now() - began));
            look();
          },
          { once: true, capture: true },
        );
      });
    }, selector)
    .then(press)
    .then(() => page.evaluate(() => window.answered));
}

/**
 * @param line  prints a line
 * @param ms    prints ranks of times
 */
export async function measureEditor(line, ms) {
  const lab = await builtLab();
  const { page } = lab;
  try {
    await page.goto(`${lab.url}/author`);
    await page.getByLabel('Id of the new scenario').fill('bench');
    await page.keyboard.press('Enter');
    await page.getByText('No errors').waitFor();
    const editor = page.getByRole('textbox', { name: 'Scenario file' });
    await editor.focus();
    await page.keyboard.press('Control+Home');
    const times = [];
    // One letter before the first comment makes an error of every line, and taking it away none again.
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await answerMs(page, '.error-head', () => page.keyboard.press('x')));
      times.push(await answerMs(page, '.error-head', () => page.keyboard.press('Backspace')));
    }
    line('', '');
    line('editor', `${2 * ROUNDS} keys in a scenario of ${(await editor.textContent()).length} characters`);
    line('key to its errors on the page, ms (p50, p95)', ms(times, 0.5, 0.95));
  } finally {
    await lab.close();
  }
}
