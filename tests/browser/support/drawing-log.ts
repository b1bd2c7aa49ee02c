/**
 * @module What a page draws, as text: every canvas of it with the calls of its last drawing, in whole pixels. Calls of one kind and
 * one style that follow each other are one line: how many, between which corners, and a hash of all their numbers.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface DrawingScope {
  drawings(): string;
}

/** Runs in the page before everything else; uses nothing from outside itself. */
function recordDrawings(): void {
  const PATH = [
    'moveTo',
    'lineTo',
    'arc',
    'arcTo',
    'rect',
    'roundRect',
    'ellipse',
    'bezierCurveTo',
    'quadraticCurveTo',
    'closePath',
  ];
  const MARKS = [
    'fill',
    'stroke',
    'clip',
    'fillRect',
    'strokeRect',
    'fillText',
    'drawImage',
    'putImageData',
    'translate',
    'rotate',
    'scale',
  ];
  interface Call {
    readonly style: string;
    readonly text: string | null;
    readonly numbers: readonly number[];
  }
  const logs = new Map<HTMLCanvasElement, Call[]>();
  const paths = new WeakMap<CanvasRenderingContext2D, number[]>();
  const pen = CanvasRenderingContext2D.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const paint = (value: unknown): string =>
    typeof value === 'string' ? value : value instanceof CanvasPattern ? 'pattern' : 'gradient';
  const whole = (args: readonly unknown[]): number[] =>
    args.filter((each) => typeof each === 'number').map((each) => Math.round(each) + 0);
  const styleOf = (context: CanvasRenderingContext2D, name: string): string => {
    const alpha = context.globalAlpha === 1 ? '' : ` alpha ${context.globalAlpha.toFixed(2)}`;
    if (name === 'fillText')
      return `${paint(context.fillStyle)} ${context.font.split(',')[0]} ${context.textAlign}${alpha}`;
    if (name.startsWith('stroke')) {
      const dashes = context.getLineDash();
      return `${paint(context.strokeStyle)} ${context.lineWidth.toFixed(1)}${dashes.length > 0 ? ` dashed ${dashes}` : ''}${alpha}`;
    }
    return name.startsWith('fill') ? `${paint(context.fillStyle)}${alpha}` : '';
  };
  const wrap = (name: string, before: (context: CanvasRenderingContext2D, args: readonly unknown[]) => void): void => {
    const original = pen[name];
    if (original === undefined) return;
    pen[name] = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      before(this, args);
      return original.apply(this, args);
    };
  };
  wrap('clearRect', ({ canvas }) => logs.set(canvas, []));
  wrap('beginPath', (context) => paths.set(context, []));
  for (const name of PATH) {
    wrap(name, (context, args) => {
      const numbers = paths.get(context) ?? [];
      numbers.push(...whole(args));
      paths.set(context, numbers);
    });
  }
  for (const name of MARKS) {
    wrap(name, (context, args) => {
      const isPath = name === 'fill' || name === 'stroke' || name === 'clip';
      const text = name === 'fillText' ? String(args[0]) : null;
      const numbers = isPath ? [...(paths.get(context) ?? [])] : whole(args);
      logs.get(context.canvas)?.push({ style: `${name} ${styleOf(context, name)}`, text, numbers });
    });
  }
  const hash = (numbers: readonly number[]): string => {
    let sum = 0x811c9dc5;
    for (const char of numbers.join()) sum = Math.imul(sum ^ char.charCodeAt(0), 0x01000193);
    return (sum >>> 0).toString(16).padStart(8, '0');
  };
  const written = (calls: readonly Call[]): string[] => {
    const lines: string[] = [];
    for (let at = 0; at < calls.length; ) {
      const { style, text, numbers } = calls[at]!;
      if (text !== null) {
        lines.push(`${style} at ${numbers.slice(0, 2)}: ${text}`);
        at++;
        continue;
      }
      let end = at;
      while (end < calls.length && calls[end]!.style === style) end++;
      const all = calls.slice(at, end).flatMap((call) => call.numbers);
      lines.push(`${style} ×${end - at} from ${calls[at]!.numbers.slice(0, 4)} ${hash(all)}`);
      at = end;
    }
    return lines;
  };
  const nameOf = (canvas: HTMLCanvasElement): string => {
    const named = canvas.closest('[aria-label]')?.getAttribute('aria-label') ?? 'without a name';
    return named.split(/[:,]/)[0] ?? named;
  };
  Object.assign(window, {
    drawings: () =>
      [...document.querySelectorAll('canvas')]
        .filter((canvas) => logs.has(canvas))
        .map((canvas) => [`# ${nameOf(canvas)}`, ...written(logs.get(canvas) ?? [])].join('\n'))
        .join('\n\n'),
  });
}

/** From its next document on the page keeps what it draws. */
export async function keepDrawings(page: Page): Promise<void> {
  await page.addInitScript(recordDrawings);
}

/** @returns what stands on the page when its fonts are there and nothing moves any more */
export async function drawingsOf(page: Page): Promise<string> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  let before = '';
  await expect
    .poll(
      async () => {
        const last = before;
        before = await page.evaluate(async () => {
          for (let frame = 0; frame < 30; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
          return (window as unknown as DrawingScope).drawings();
        });
        return before !== '' && before === last;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  return `${before}\n`;
}
