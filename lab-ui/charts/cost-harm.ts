/** @module Neighbours hurt against price: one point per isolation model, measured in this run or dotted at its price. */
import { scaleLog } from 'd3';
import type { BenchData } from '../state/bench-data.ts';
import { measuredHarm } from '../state/measured-harm.ts';
import { formatShare, formatUsdPerHour, usd } from '../text/format.ts';
import { isolationTitle } from '../text/run-facts.ts';
import { drawValueAxis, plotBox } from './axes.ts';
import { canvasChart, type Picture, type Scene } from './canvas-chart.ts';
import { type Box, crisp, drawLine, textWidth, writeText } from './pen.ts';

/** One isolation model on the chart. */
interface Model {
  readonly id: string;
  readonly title: string;
  readonly priceMicroUsd: number;
  /** 0..1, or null while it has not met noise in this run. */
  readonly hurt: number | null;
  readonly current: boolean;
}

function models(data: BenchData): readonly Model[] {
  const harm = measuredHarm(data);
  const current = data.topology?.isolation ?? data.scenario.isolation.id;
  return data.ladder.map((rung) => ({
    id: rung.id,
    title: rung.title,
    priceMicroUsd: rung.priceMicroUsdPerHour,
    hurt: harm.get(rung.id) ?? null,
    current: rung.id === current,
  }));
}

const PRICES = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50];

function draw({ pen, box, data, theme }: Scene): void {
  const all = models(data);
  const plot = plotBox(box, { left: 34, right: 20, top: 14, bottom: 18 });
  const prices = all.map((model) => model.priceMicroUsd / 1e6).filter((price) => price > 0);
  if (prices.length === 0) return;
  const from = Math.min(0.2, ...prices) * 0.85;
  const to = Math.max(1, ...prices) * 1.15;
  const x = scaleLog()
    .domain([from, to])
    .range([plot.x, plot.x + plot.width]);
  const y = (share: number): number => plot.y + plot.height * (1 - share);
  drawValueAxis(pen, theme, plot, (percent) => y(percent / 100), [0, 25, 50, 75, 100]);
  const base = crisp(plot.y + plot.height);
  drawLine(pen, theme.edge, 1, [
    [plot.x, base],
    [plot.x + plot.width, base],
  ]);
  drawPrices();
  for (const model of all) {
    if (model.hurt !== null) continue;
    const at = crisp(x(model.priceMicroUsd / 1e6));
    drawLine(
      pen,
      theme.edge,
      1,
      [
        [at, plot.y],
        [at, base - 4],
      ],
      [1, 3],
    );
    dot(at, base, theme.bg);
  }
  // A name may stand on no other name and on no mark; its own is beside every place it can have.
  const taken: Box[] = all.flatMap((model) => {
    if (model.hurt === null) return [];
    const reach = model.current ? 8 : 5;
    const [px, py] = [x(model.priceMicroUsd / 1e6), y(model.hurt)];
    return [{ x: px - reach, y: py - reach, width: 2 * reach, height: 2 * reach }];
  });
  // The current model is named first: its name must not be the one that gives way.
  for (const model of [...all].sort((a, b) => Number(b.current) - Number(a.current))) {
    if (model.hurt === null) continue;
    const px = x(model.priceMicroUsd / 1e6);
    const py = y(model.hurt);
    drawLine(pen, theme.text, 1, [
      [px, py - 6],
      [px, py + 6],
    ]);
    dot(px, py, theme.text);
    if (model.current) ring(px, py);
    name(model, px, py);
  }

  function drawPrices(): void {
    const ticks = PRICES.filter((price) => price >= from && price <= to && x(price) - plot.x > 6);
    ticks.forEach((price, index) => {
      const at = crisp(x(price));
      drawLine(pen, theme.edge, 1, [
        [at, base],
        [at, base + 4],
      ]);
      const text = index === ticks.length - 1 ? `${price} USD/h` : String(price);
      const half = textWidth(pen, theme, text) / 2;
      writeText(pen, theme, text, Math.min(at, box.x + box.width - half), base + 11, { align: 'center' });
    });
  }

  function dot(px: number, py: number, fill: string): void {
    pen.fillStyle = fill;
    pen.strokeStyle = theme.text;
    pen.lineWidth = 1.2;
    pen.beginPath();
    pen.arc(px, py, 3.2, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  }

  function ring(px: number, py: number): void {
    pen.strokeStyle = theme.text;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.arc(px, py, 7, 0, 2 * Math.PI);
    pen.stroke();
  }

  function name(model: Model, px: number, py: number): void {
    const width = textWidth(pen, theme, model.title, 11, model.current ? 600 : 400);
    const places: Box[] = [
      { x: px + 10, y: py - 7, width, height: 14 },
      { x: px - 10 - width, y: py - 7, width, height: 14 },
      { x: px - width / 2, y: py - 24, width, height: 14 },
      { x: px - width / 2, y: py + 10, width, height: 14 },
    ];
    const place = places.find(
      (spot) =>
        spot.x >= plot.x &&
        spot.x + spot.width <= box.x + box.width &&
        spot.y >= box.y &&
        spot.y + spot.height <= base + 1 &&
        taken.every(
          (other) =>
            spot.x >= other.x + other.width + 2 ||
            spot.x + spot.width + 2 <= other.x ||
            spot.y >= other.y + other.height ||
            spot.y + spot.height <= other.y,
        ),
    );
    if (!place) return;
    taken.push(place);
    writeText(pen, theme, model.title, place.x, place.y + 7, {
      weight: model.current ? 600 : 400,
      colour: model.current ? theme.text : theme.text2,
      halo: theme.bg,
    });
  }
}

const picture: Picture = {
  id: 'cost-harm',
  title: () => 'Neighbours hurt',
  unit: '%',
  question: 'Price is known.',
  howToRead: 'Harm is not: you will measure it.',
  truth: [
    'Price: what the model costs in this scenario once a move is over; while one lasts, old and new parts both cost.',
    'Hurt: share of the tenants that never flooded whose p99 of the last 5 s is over their SLO, in the last half second with noise under that model.',
    'Measured in this run only. A dotted line is a model that has not met noise here.',
    'One seed: chance may decide who is hurt. The price axis is logarithmic.',
  ],
  note: (data) =>
    measuredHarm(data).size > 0 ? 'By cost, log. Ringed: now.' : 'By cost, log. Dotted: one model each.',
  draw,
  table: (data) => ({
    caption: 'Price of each isolation model, and the share of neighbours hurt under it in this run',
    columns: [
      { label: 'Model', numeric: false },
      { label: 'Price, USD/h', numeric: true },
      { label: 'Neighbours hurt, %', numeric: true },
      { label: 'Now', numeric: false },
    ],
    rows: models(data).map((model) => [
      model.title,
      model.priceMicroUsd / 1e6,
      model.hurt === null ? null : model.hurt * 100,
      model.current ? 'now' : '',
    ]),
  }),
  sentence: (data) => {
    const measured = models(data).filter((model) => model.hurt !== null);
    const current = data.topology?.isolation ?? data.scenario.isolation.id;
    const price = data.ladder.find((rung) => rung.id === current)?.priceMicroUsdPerHour ?? 0;
    if (measured.length === 0)
      return `${isolationTitle(data, current)} costs ${formatUsdPerHour(price)}; no model has met noise in this run yet.`;
    const parts = measured.map(
      (model) => `${model.title} ${formatShare(model.hurt ?? 0)} at ${usd(model.priceMicroUsd)}`,
    );
    return `Neighbours hurt under noise, by model and price in USD/h: ${parts.join('; ')}.`;
  },
};

export const costHarm = canvasChart(picture);
