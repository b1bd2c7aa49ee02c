/** @module Runs in a browser: what holds for every mounted chart; broken laws are listed in `data-broken` of the body. */
import { CHARTS } from '../../../lab-ui/charts/index.ts';
import { sparkline } from '../../../lab-ui/charts/sparkline.ts';
import { timeline } from '../../../lab-ui/charts/timeline.ts';
import { topology } from '../../../lab-ui/scene/topology.ts';
import { benchFixture } from '../bench-fixture.ts';

const broken: string[] = [];
const focus = { tenant: 1, cursorUs: null };
const empty = benchFixture();
const full = benchFixture({ untilSec: 40 });

function host(): HTMLElement {
  const element = document.createElement('div');
  Object.assign(element.style, { position: 'relative', width: '320px', height: '200px' });
  document.body.append(element);
  return element;
}

for (const chart of [...CHARTS, topology, timeline]) {
  const law = (holds: boolean, words: string): void => {
    if (!holds) broken.push(`${chart.id}: ${words}`);
  };
  const element = host();
  const cursors: (number | null)[] = [];
  const mounted = chart.mount(element, {
    setCursor: (us) => cursors.push(us),
    setTenant: () => undefined,
    setBrush: () => undefined,
    explain: () => undefined,
  });
  const canvas = element.querySelector('canvas');
  law(canvas !== null, 'draws on a canvas');
  if (!canvas) continue;
  mounted.update(empty, focus);
  const emptyLabel = canvas.getAttribute('aria-label') ?? '';
  mounted.update(full, focus);
  law(canvas.getAttribute('role') === 'img' && canvas.tabIndex === 0, 'is an image that can be focused');
  law(emptyLabel.length > 10 && canvas.getAttribute('aria-label') !== emptyLabel, 'says in words what it shows');
  law(canvas.width === Math.round(320 * devicePixelRatio), 'is drawn at the screen’s resolution');
  law(element.offsetWidth === 320 && element.offsetHeight === 200, 'leaves its host’s size alone');
  const drawn = canvas
    .getContext('2d')
    ?.getImageData(0, 0, canvas.width, canvas.height)
    .data.some((value) => value > 0);
  law(drawn === true, 'draws something');
  canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', cancelable: true }));
  const moves = chart.id !== 'cost-harm' && chart.id !== 'topology';
  law(!moves || cursors.at(-1) === full.simulatedUs - 500_000, 'moves the shared cursor by arrow keys');
  mounted.update(full, { tenant: 1, cursorUs: 20_000_000 });
  law(
    !moves || chart.id === 'timeline' || (element.querySelector('[role=status]')?.textContent ?? '') !== '',
    'shows its tooltip by keyboard',
  );
  element.style.width = '240px';
  mounted.resize();
  law(canvas.width === Math.round(240 * devicePixelRatio), 'follows its host’s size');
  mounted.destroy();
  law(element.childElementCount === 0, 'takes everything away when it goes');
  element.remove();
}

const element = host();
const mounted = sparkline.mount(element, 0);
mounted.update(full, focus);
mounted.resize();
mounted.destroy();
if (element.childElementCount > 0) broken.push('sparkline: takes everything away when it goes');
document.body.dataset.broken = JSON.stringify(broken);
