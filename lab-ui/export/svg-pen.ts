/** @module A pen that writes SVG: what the canvas shows as lines and letters that scale, for print and for reports. */
import type { Pen } from '../charts/pen.ts';

interface Kept {
  readonly fillStyle: Pen['fillStyle'];
  readonly strokeStyle: Pen['strokeStyle'];
  readonly lineWidth: number;
  readonly font: string;
  readonly globalAlpha: number;
  readonly dash: readonly number[];
  readonly clip: string;
}

const ANCHORS: Readonly<Record<string, string>> = {
  left: 'start',
  start: 'start',
  right: 'end',
  end: 'end',
  center: 'middle',
};

/** Draws into a document of a fixed size. */
export class SvgPen implements Pen {
  fillStyle: Pen['fillStyle'] = '#000000';
  strokeStyle: Pen['strokeStyle'] = '#000000';
  lineWidth = 1;
  font = '11px sans-serif';
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  globalAlpha = 1;
  private readonly measure: (text: string, font: string) => number;
  private readonly parts: string[] = [];
  private readonly clips: string[] = [];
  private readonly stack: Kept[] = [];
  private path = '';
  private dash: readonly number[] = [];
  private clipped = '';

  /** @param measure  width of a text in a font, px */
  constructor(measure: (text: string, font: string) => number) {
    this.measure = measure;
  }

  /**
   * @param width   px
   * @param height  px
   * @param about   title, words that tell what is seen, and the colour of the ground
   * @param inner   a drawing that stands so far down in this one
   * @returns the whole document
   */
  document(
    width: number,
    height: number,
    about: { readonly title: string; readonly words: string; readonly ground: string },
    inner: { readonly pen: SvgPen; readonly down: number },
  ): string {
    const clips = inner.pen.clips.map((d, at) => `<clipPath id="clip-${at}"><path d="${d}"/></clipPath>`);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title words">`,
      `<title id="title">${escaped(about.title)}</title><desc id="words">${escaped(about.words)}</desc>`,
      `<defs>${clips.join('')}</defs><rect width="${width}" height="${height}" fill="${about.ground}"/>`,
      ...this.parts,
      `<g transform="translate(0 ${inner.down})">`,
      ...inner.pen.parts,
      '</g>',
      '</svg>\n',
    ].join('\n');
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, font, globalAlpha, dash, clipped } = this;
    this.stack.push({ fillStyle, strokeStyle, lineWidth, font, globalAlpha, dash, clip: clipped });
  }

  restore(): void {
    const kept = this.stack.pop();
    if (kept === undefined) return;
    const { clip, ...style } = kept;
    Object.assign(this, style);
    this.clipped = clip;
  }

  beginPath(): void {
    this.path = '';
  }

  closePath(): void {
    this.path += 'Z';
  }

  moveTo(x: number, y: number): void {
    this.path += `M${digits(x)} ${digits(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.path += `${this.path === '' ? 'M' : 'L'}${digits(x)} ${digits(y)}`;
  }

  bezierCurveTo(...numbers: number[]): void {
    this.path += `C${numbers.map(digits).join(' ')}`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path += `M${digits(x)} ${digits(y)}h${digits(width)}v${digits(height)}h${digits(-width)}Z`;
  }

  arc(x: number, y: number, radius: number, from: number, to: number, counterclockwise = false): void {
    const turn = counterclockwise ? from - to : to - from;
    const at = (angle: number): string =>
      `${digits(x + radius * Math.cos(angle))} ${digits(y + radius * Math.sin(angle))}`;
    const sweep = counterclockwise ? 0 : 1;
    const arcTo = (angle: number, large: number): string =>
      `A${digits(radius)} ${digits(radius)} 0 ${large} ${sweep} ${at(angle)}`;
    this.path += `${this.path === '' || this.path.endsWith('Z') ? 'M' : 'L'}${at(from)}`;
    // A whole circle ends where it begins, which one arc cannot say.
    if (turn >= 2 * Math.PI) this.path += arcTo(from + Math.PI, 0) + arcTo(from + 2 * Math.PI, 0);
    else this.path += arcTo(to, turn > Math.PI ? 1 : 0);
  }

  fill(): void {
    this.add(`<path d="${this.path}" fill="${this.fillStyle}"`);
  }

  stroke(): void {
    this.add(`<path d="${this.path}" fill="none"${this.pen()}`);
  }

  clip(): void {
    this.clipped = ` clip-path="url(#clip-${this.clips.push(this.path) - 1})"`;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.add(`<rect ${boxed(x, y, width, height)} fill="${this.fillStyle}"`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.add(`<rect ${boxed(x, y, width, height)} fill="none"${this.pen()}`);
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    this.parts.push(`<!-- cleared ${boxed(x, y, width, height).replace(/"/g, '')} -->`);
  }

  setLineDash(segments: number[]): void {
    this.dash = segments;
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.measure(text, this.font) };
  }

  fillText(text: string, x: number, y: number): void {
    const [, weight = '400', size = '11', family = 'sans-serif'] = /^(\d+ )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    // Where the middle of the letters stands depends on the font; a third of its size below is right to half a pixel.
    const down = this.textBaseline === 'middle' ? Number(size) * 0.35 : 0;
    const set = `font-family="${escaped(family)}" font-size="${size}" font-weight="${weight.trim()}" text-anchor="${ANCHORS[this.textAlign]}"`;
    const open = `<text x="${digits(x)}" y="${digits(y + down)}" ${set} fill="${this.fillStyle}"${this.alpha()}${this.clipped}>`;
    this.parts.push(`${open}${escaped(text)}</text>`);
  }

  private pen(): string {
    const dash = this.dash.length > 0 ? ` stroke-dasharray="${this.dash.join(' ')}"` : '';
    return ` stroke="${this.strokeStyle}" stroke-width="${digits(this.lineWidth)}"${dash}`;
  }

  private alpha(): string {
    return this.globalAlpha < 1 ? ` opacity="${digits(this.globalAlpha)}"` : '';
  }

  private add(element: string): void {
    this.parts.push(`${element}${this.alpha()}${this.clipped}/>`);
  }
}

function digits(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Negative sizes grow to the other side, as on a canvas. */
function boxed(x: number, y: number, width: number, height: number): string {
  const [left, top] = [Math.min(x, x + width), Math.min(y, y + height)];
  return `x="${digits(left)}" y="${digits(top)}" width="${digits(Math.abs(width))}" height="${digits(Math.abs(height))}"`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!);
}
