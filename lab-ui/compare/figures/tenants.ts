/** @module Tenants, most helped first, as one drawing for a file: small shift curves on one scale, p99 in A and B, the change. */
import { drawTenant } from '../../charts/draw-tenant.ts';
import { type Box, drawLine, drawRun, type Pen, writeText } from '../../charts/pen.ts';
import type { ChartTheme } from '../../marks/theme.ts';
import { formatMs } from '../../text/format.ts';
import { changeWords, type ShiftRow } from '../shift-rows.ts';
import { NINES_MAX, nines, signedRoot } from './scales.ts';

/** Height of a row, px. */
const ROW = 24;
/** Where the columns stand, shares of the width. */
const CURVE = { from: 0.32, to: 0.62 };
const NUMBERS = { a: 0.72, b: 0.82, change: 0.98 };

/** @returns height that so many rows need, px */
export function tenantsHeight(rows: readonly ShiftRow[]): number {
  return (rows.length + 1) * ROW;
}

/** @param rows  from the top */
export function drawTenants(pen: Pen, box: Box, theme: ChartTheme, rows: readonly ShiftRow[]): void {
  const x = (share: number): number => box.x + box.width * share;
  const differences = rows.flatMap(({ scope }) => scope.shift.map(({ difference }) => signedRoot(difference)));
  const most = Math.max(0.1, ...differences.map(Math.abs));
  const right = { align: 'right' } as const;
  const head = box.y + ROW / 2;
  writeText(pen, theme, 'p5 to p99.9', x(CURVE.from), head, {});
  writeText(pen, theme, 'p99 in A', x(NUMBERS.a), head, right);
  writeText(pen, theme, 'in B', x(NUMBERS.b), head, right);
  writeText(pen, theme, 'change, 95 %', x(NUMBERS.change), head, right);
  rows.forEach(({ id, name, index, scope, p99 }, at) => {
    const middle = box.y + (at + 1.5) * ROW;
    const dark = { colour: theme.text } as const;
    drawTenant(pen, theme, index, x(0.02) + 4, middle);
    writeText(pen, theme, id, x(0.02) + 16, middle, { ...dark, weight: 600 });
    writeText(pen, theme, name, x(0.02) + 36, middle, dark);
    drawLine(pen, theme.other, 1, [
      [x(CURVE.from), middle],
      [x(CURVE.to), middle],
    ]);
    drawRun(
      pen,
      theme.text,
      1.5,
      scope.shift.map(({ share, difference }) => [
        x(CURVE.from + ((CURVE.to - CURVE.from) * nines(share)) / NINES_MAX),
        middle - ((ROW / 2 - 2) * signedRoot(difference)) / most,
      ]),
    );
    writeText(pen, theme, p99 ? formatMs(p99.a * 1000) : '–', x(NUMBERS.a), middle, { ...dark, ...right });
    writeText(pen, theme, p99 ? formatMs(p99.b * 1000) : '–', x(NUMBERS.b), middle, { ...dark, ...right });
    const change = p99 ? changeWords(p99) : '–';
    writeText(pen, theme, change, x(NUMBERS.change), middle, { ...dark, ...right, weight: 600 });
  });
}
