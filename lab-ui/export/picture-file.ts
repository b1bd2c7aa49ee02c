/** @module A chart as a file of its own: SVG or PNG, with the title, the unit and the note that stand about it on the page. */
import type { DrawnChart } from '../charts/canvas-chart.ts';
import type { Focus } from '../charts/chart.ts';
import { type Pen, writeText } from '../charts/pen.ts';
import type { ChartTheme } from '../marks/theme.ts';
import type { BenchData } from '../state/bench-data.ts';
import { SvgPen } from './svg-pen.ts';

/** Size of the file's picture, px. */
export const PICTURE = { width: 720, height: 400 };
/** Rows above and below the plot, px. */
const HEAD = 32;
const FOOT = 24;
/** Pixels of a PNG per px: enough for print. */
const PNG_RATIO = 2;

/** What is drawn. */
export interface Drawn {
  readonly chart: DrawnChart;
  readonly data: BenchData;
  readonly focus: Focus;
  readonly theme: ChartTheme;
}

function drawAll(pen: Pen, { chart, data, focus, theme }: Drawn, plot: (draw: () => void) => void): void {
  const { width, height } = PICTURE;
  writeText(pen, theme, chart.title(data, focus), 14, HEAD / 2, { size: 13, weight: 600, colour: theme.text });
  writeText(pen, theme, chart.unit, width - 14, HEAD / 2, { align: 'right' });
  plot(() => chart.draw({ pen, box: { x: 0, y: 0, width, height: height - HEAD - FOOT }, data, focus, theme }));
  writeText(pen, theme, chart.note(data, focus), 14, height - FOOT / 2, {});
}

/** @param measure  width of a text in a font, px */
export function svgOf(drawn: Drawn, measure: (text: string, font: string) => number): string {
  const { chart, data, focus, theme } = drawn;
  const frame = new SvgPen(measure);
  const inner = new SvgPen(measure);
  drawAll(frame, drawn, () => {
    const { width, height } = PICTURE;
    chart.draw({ pen: inner, box: { x: 0, y: 0, width, height: height - HEAD - FOOT }, data, focus, theme });
  });
  const words = `${chart.sentence(data, focus)} ${chart.note(data, focus)}`;
  const about = { title: chart.title(data, focus), words, ground: theme.bg };
  return frame.document(PICTURE.width, PICTURE.height, about, { pen: inner, down: HEAD });
}

/** @returns the chart as a PNG of twice its size, or null where the browser gives no canvas */
export async function pngOf(drawn: Drawn, canvas: HTMLCanvasElement): Promise<Blob | null> {
  canvas.width = PICTURE.width * PNG_RATIO;
  canvas.height = PICTURE.height * PNG_RATIO;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.scale(PNG_RATIO, PNG_RATIO);
  context.fillStyle = drawn.theme.bg;
  context.fillRect(0, 0, PICTURE.width, PICTURE.height);
  drawAll(context, drawn, (draw) => {
    context.save();
    context.translate(0, HEAD);
    draw();
    context.restore();
  });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
