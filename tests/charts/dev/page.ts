/** @module Development page: the scene and every chart on fixture data, at the sizes of the bench. Not part of the lab. */
import '../../../lab-ui/style/tokens.css';
import type { Focus } from '../../../lab-ui/charts/chart.ts';
import { CHARTS } from '../../../lab-ui/charts/index.ts';
import { sparkline } from '../../../lab-ui/charts/sparkline.ts';
import { timeline } from '../../../lab-ui/charts/timeline.ts';
import { topology } from '../../../lab-ui/scene/topology.ts';
import { summarySentence } from '../../../lab-ui/text/summary.ts';
import { benchFixture, switchTo } from '../bench-fixture.ts';

const query = new URLSearchParams(location.search);
const small = query.get('size') === '1024';
const isolation = query.get('isolation') ?? 'shared';
const at = Number(query.get('at') ?? 71.4);
if (query.get('theme') === 'dark') document.documentElement.dataset.theme = 'dark';
const data = benchFixture({
  tenants: Number(query.get('tenants') ?? 12),
  untilSec: at,
  actions: isolation === 'shared' ? [] : [switchTo(isolation, Number(query.get('switch') ?? 50))],
});
const focus: Focus = { tenant: 2, cursorUs: query.has('cursor') ? Number(query.get('cursor')) * 1e6 : null };
Object.assign(document.body.style, {
  margin: '0',
  background: 'var(--bg)',
  color: 'var(--text)',
  font: '13px Inter, sans-serif',
});

const sentence = document.createElement('p');
const { strong, rest } = summarySentence(data);
sentence.textContent = `${strong} ${rest}`;
sentence.style.margin = '8px';
document.body.append(sentence);

function host(width: number, height: number, left: number, top: number): HTMLElement {
  const element = document.createElement('div');
  Object.assign(element.style, {
    position: 'absolute',
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  document.body.append(element);
  return element;
}

const actions = { setCursor: () => undefined, setTenant: () => undefined };
const sceneHeight = small ? 353 : Number(query.get('height') ?? 470);
topology.mount(host(small ? 792 : 856, sceneHeight, 0, 40), actions).update(data, focus);
const widths = small ? [348, 348, 308, 296, 296] : [358, 358, 280, 188, 190];
const height = small ? 152 : 188;
CHARTS.forEach((chart, index) => {
  const left = small ? (index % 3) * 340 : widths.slice(0, index).reduce((sum, width) => sum + width + 8, 0);
  const top = 60 + sceneHeight + (small ? Math.floor(index / 3) * 190 : 0);
  const note = document.createElement('small');
  note.textContent = `${chart.title(data, focus)} ${chart.unit} | ${chart.note(data, focus)}`;
  Object.assign(note.style, { position: 'absolute', left: `${left}px`, top: `${top - 18}px`, fontSize: '11px' });
  document.body.append(note);
  chart.mount(host(widths[index] ?? 300, height, left, top), actions).update(data, focus);
});
timeline.mount(host(small ? 596 : 1004, 84, 10, sceneHeight + (small ? 440 : 290)), actions).update(data, focus);
data.scenario.tenants.slice(0, 12).forEach((_, index) => {
  sparkline.mount(host(46, 22, 900, 50 + index * 30), index).update(data, focus);
});
document.body.dataset.ready = 'true';
