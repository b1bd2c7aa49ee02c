/** @module Takes the README's picture from the product itself: `npm run screenshot` after a build. */
import { join } from 'node:path';
import { builtLab, ROOT } from './built-lab.mjs';

const { page, url, until, close } = await builtLab();
await page.goto(url);
await page.getByRole('button', { name: 'Leave the guide' }).click();
await page.getByRole('button', { name: /^Start/ }).click();
for (let presses = 0; presses < 3; presses++) await page.keyboard.press('l');
await until(58);
await page.getByRole('radio', { name: /^Cells/ }).click();
await until(63);
for (let presses = 0; presses < 3; presses++) await page.keyboard.press('j');
await page.getByRole('radio', { name: /^C Cobalt/ }).click();
await until(74);
await page.keyboard.press('Space');
await page.getByRole('button', { name: /^Go on/ }).waitFor();
await page.mouse.move(720, 20);
await page.screenshot({ path: join(ROOT, 'lab-ui/screenshot.png') });
await close();
