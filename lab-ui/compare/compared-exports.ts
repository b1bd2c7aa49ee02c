/** @module What of a comparison can be taken away: every figure on the page as a picture and as its table. */

import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import type { Box, Pen } from '../charts/pen.ts';
import { writeText } from '../charts/pen.ts';
import type { Exportable } from '../export/export-table.tsx';
import type { ChartTheme } from '../marks/theme.ts';
import type { ComparedPair } from '../replay/questions/compare.ts';
import { chosenScope, commonSlo } from './chosen-scope.ts';
import type { Figure } from './figures/figure.ts';
import { shiftFigure } from './figures/shift.ts';
import { sidesFigure } from './figures/sides.ts';
import { drawSlope } from './figures/slope.ts';
import { drawTenants, tenantsHeight } from './figures/tenants.ts';
import { withinFigure } from './figures/within.ts';
import { type Priced, pricedOf, pricedTable, pricedWords } from './priced.ts';
import type { RunName } from './run-names.ts';
import { shiftRows, shiftTable, shiftWords } from './shift-rows.ts';

/** What is on the page. */
interface Compared {
  readonly pair: ComparedPair;
  readonly a: RunInputs;
  readonly b: RunInputs;
  readonly names: { readonly a: RunName; readonly b: RunName };
  /** Tenant whose difference is drawn, or null. */
  readonly tenant: string | null;
  readonly rescued: boolean;
}

/** Margin about what draws to the edge of its box, px. */
const MARGIN = 14;

/** @returns the figures in the order of the page */
export function comparedExports({ pair, a, b, names, tenant, rescued }: Compared): readonly Exportable[] {
  const { scope, whose } = chosenScope(pair, b, tenant);
  const short = { a: names.a.short, b: names.b.short };
  const within = withinFigure({ scope, whose, sloMs: commonSlo(scope, [a, b]), names: short, held: false });
  const sides = sidesFigure(scope, whose, rescued);
  const about = `A: ${names.a.short}, seed ${a.seed}. B: ${names.b.short}, seed ${b.seed}. ${whose}`;
  return [
    figureExport(shiftFigure(scope, whose), about),
    tenantsExport(pair, b, about),
    figureExport(within, about),
    ...(sides === null ? [] : [figureExport({ ...sides, draw: inset(sides.draw) }, sides.sentence)]),
    priceExport(pricedOf(pair), about),
  ];
}

function figureExport(figure: Figure, note: string): Exportable {
  const { id, title, unit, table, sentence } = figure;
  const draw = (pen: Pen, box: Box, theme: ChartTheme): void => figure.draw({ pen, box, theme, stop: null });
  const picture = (theme: ChartTheme) => ({
    title,
    unit,
    note,
    words: sentence,
    theme,
    draw: (pen: Pen, box: Box) => draw(pen, box, theme),
  });
  return { id, title, table, picture };
}

function inset(draw: Figure['draw']): Figure['draw'] {
  return (sheet) => {
    const { x, y, width, height } = sheet.box;
    const box = { x: x + MARGIN, y: y + MARGIN, width: width - 2 * MARGIN, height: height - 2 * MARGIN };
    draw({ ...sheet, box });
  };
}

function tenantsExport(pair: ComparedPair, { scenario }: RunInputs, note: string): Exportable {
  const rows = shiftRows(pair, scenario.tenants);
  const title = 'Tenants, most helped first';
  return {
    id: 'compare-tenants',
    title,
    table: shiftTable(rows),
    picture: (theme) => ({
      title,
      unit: 'B minus A',
      note,
      words: shiftWords(rows),
      theme,
      plotHeight: tenantsHeight(rows),
      draw: (pen, box) => drawTenants(pen, box, theme, rows),
    }),
  };
}

function priceExport(list: readonly Priced[], note: string): Exportable {
  const title = 'What it bought, what it cost';
  const draw = (pen: Pen, box: Box, theme: ChartTheme): void =>
    list.forEach((priced, at) => {
      const width = box.width / list.length;
      const own = { x: box.x + at * width, y: box.y + 40, width, height: box.height - 40 };
      const middle = { align: 'center' } as const;
      writeText(pen, theme, priced.title, own.x + width / 2, box.y + 12, {
        ...middle,
        weight: 600,
        colour: theme.text,
      });
      writeText(pen, theme, priced.unit, own.x + width / 2, box.y + 28, middle);
      drawSlope({ pen, box: own, theme, stop: null }, priced);
    });
  const picture = (theme: ChartTheme) => ({
    title,
    unit: '95 % interval in grey',
    note,
    words: pricedWords(list),
    theme,
    draw: (pen: Pen, box: Box) => draw(pen, box, theme),
  });
  return { id: 'compare-price', title, table: pricedTable(list), picture };
}
