/** @module Charts as SVG: the file is well formed, says what it shows, and holds every text that the canvas would. */
import { describe, expect, it } from 'vitest';
import { CHARTS } from '../../lab-ui/charts/index.ts';
import { timeline } from '../../lab-ui/charts/timeline.ts';
import { PICTURE, pictureOfChart, svgOf } from '../../lab-ui/export/picture-file.ts';
import { SvgPen } from '../../lab-ui/export/svg-pen.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { topology } from '../../lab-ui/scene/topology.ts';
import { benchFixture, switchTo } from './bench-fixture.ts';
import { RecordingPen } from './recording-pen.ts';

const data = benchFixture({ untilSec: 66, actions: [switchTo('cells', 58)] });
const focus = { tenant: 2, cursorUs: null };
const measure = (text: string, font: string): number => text.length * Number(/([\d.]+)px/.exec(font)?.[1] ?? 0) * 0.56;

/** Every element is closed by itself or by its own end; ampersands and brackets stand only where they mean something. */
function isWellFormed(text: string): boolean {
  const open: string[] = [];
  for (const [, end, name, own] of text.matchAll(/<(\/?)([a-zA-Z]+)(?:\s[^<>]*?)?(\/?)>|<!--[^>]*-->/g)) {
    if (name === undefined || own === '/') continue;
    if (end === '') open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0 && !/&(?!amp;|lt;|gt;|quot;)/.test(text) && !/NaN|Infinity|undefined/.test(text);
}

describe.each([topology, timeline, ...CHARTS])('$id as SVG', (chart) => {
  const svg = svgOf(pictureOfChart(chart, data, focus, LIGHT_THEME), measure);

  it('is well formed, has its title, and says in words what is seen', () => {
    expect(isWellFormed(svg)).toBe(true);
    expect(svg.startsWith(`<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE.width}"`)).toBe(true);
    expect(svg).toContain(`<title id="title">${chart.title(data, focus)}`);
    expect(/<desc id="words">[^<]{30,}/.test(svg)).toBe(true);
  });

  it('holds every text of the drawing', () => {
    const pen = new RecordingPen();
    chart.draw({ pen, box: { x: 0, y: 0, width: 720, height: 344 }, data, focus, theme: LIGHT_THEME });
    const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    for (const { text } of pen.texts) expect(texts).toContain(text.replace(/&/g, '&amp;'));
  });
});

describe('the SVG pen', () => {
  const drawn = (draw: (pen: SvgPen) => void): string => {
    const pen = new SvgPen(measure);
    draw(pen);
    return new SvgPen(measure).document(10, 10, { title: 't', words: 'w', ground: '#fff' }, { pen, down: 0 });
  };

  it('draws a whole circle as two arcs, a part of one as one, and negative sizes the other way', () => {
    const circle = drawn((pen) => {
      pen.beginPath();
      pen.arc(5, 5, 3, 0, 2 * Math.PI);
      pen.fill();
    });
    expect(circle).toContain('M8 5A3 3 0 0 1 2 5A3 3 0 0 1 8 5');
    const quarter = drawn((pen) => {
      pen.beginPath();
      pen.arc(5, 5, 3, 0, Math.PI / 2);
      pen.stroke();
    });
    expect(quarter).toContain('M8 5A3 3 0 0 1 5 8');
    expect(drawn((pen) => pen.fillRect(8, 8, -2, -3))).toContain('x="6" y="5" width="2" height="3"');
  });

  it('clips until it is restored', () => {
    const svg = drawn((pen) => {
      pen.save();
      pen.rect(1, 1, 2, 2);
      pen.clip();
      pen.fillRect(0, 0, 9, 9);
      pen.restore();
      pen.fillRect(0, 0, 1, 1);
    });
    expect(svg).toContain('<clipPath id="clip-0"><path d="M1 1h2v2h-2Z"/></clipPath>');
    expect(svg.match(/clip-path="url\(#clip-0\)"/g)).toHaveLength(1);
  });
});
