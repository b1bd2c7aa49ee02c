/** @module A chart as a file of its own: SVG or PNG, with the title, the unit and the note that stand about it on the page. */
import type { DrawnChart } from '../charts/canvas-chart.ts';
import type { Focus } from '../charts/chart.ts';
import { type Box, type Pen, writeText } from '../charts/pen.ts';
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

/** What is drawn, with the words that stand about it. */
export interface FilePicture {
  readonly title: string;
  /** Unit and scale. */
  readonly unit: string;
  /** One line under the plot. */
  readonly note: string;
  /** What is seen, in words. */
  readonly words: string;
  readonly theme: ChartTheme;
  /** Of the plot, px; the usual one where it is not given. */
  readonly plotHeight?: number;
  draw(pen: Pen, box: Box): void;
}

/** @returns a chart of the bench as it stands, as a picture */
export function pictureOfChart(chart: DrawnChart, data: BenchData, focus: Focus, theme: ChartTheme): FilePicture {
  return {
    title: chart.title(data, focus),
    unit: chart.unit,
    note: chart.note(data, focus),
    words: `${chart.sentence(data, focus)} ${chart.note(data, focus)}`,
    theme,
    draw: (pen, box) => chart.draw({ pen, box, data, focus, theme }),
  };
}

function plotOf({ plotHeight }: FilePicture): Box {
  return { x: 0, y: 0, width: PICTURE.width, height: plotHeight ?? PICTURE.height - HEAD - FOOT };
}

function heightOf(picture: FilePicture): number {
  return plotOf(picture).height + HEAD + FOOT;
}

function drawAll(pen: Pen, picture: FilePicture, plot: (draw: () => void) => void): void {
  const { title, unit, note, theme } = picture;
  const { width } = PICTURE;
  writeText(pen, theme, title, 14, HEAD / 2, { size: 13, weight: 600, colour: theme.text });
  writeText(pen, theme, unit, width - 14, HEAD / 2, { align: 'right' });
  plot(() => picture.draw(pen, plotOf(picture)));
  writeText(pen, theme, note, 14, heightOf(picture) - FOOT / 2, {});
}

/** @param measure  width of a text in a font, px */
export function svgOf(picture: FilePicture, measure: (text: string, font: string) => number): string {
  const frame = new SvgPen(measure);
  const inner = new SvgPen(measure);
  drawAll(frame, picture, () => picture.draw(inner, plotOf(picture)));
  const about = { title: picture.title, words: picture.words, ground: picture.theme.bg };
  return frame.document(PICTURE.width, heightOf(picture), about, { pen: inner, down: HEAD });
}

/** @returns the picture as a PNG of twice its size, or null where the browser gives no canvas */
export async function pngOf(picture: FilePicture, canvas: HTMLCanvasElement): Promise<Blob | null> {
  canvas.width = PICTURE.width * PNG_RATIO;
  canvas.height = heightOf(picture) * PNG_RATIO;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.scale(PNG_RATIO, PNG_RATIO);
  context.fillStyle = picture.theme.bg;
  context.fillRect(0, 0, PICTURE.width, heightOf(picture));
  drawAll(context, picture, (draw) => {
    context.save();
    context.translate(0, HEAD);
    draw();
    context.restore();
  });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
