/** @module From an experiment as written to the engine's experiment: references, windows, settings. */
import { CONTROLS, catalogue } from '../../../sim-engine/index.ts';
import type {
  BetSpec,
  ControlSpec,
  Experiment,
  ExperimentSetting,
  ReadingSpec,
  ViewSpec,
} from '../../../sim-engine/model/experiment.ts';
import type { Scenario } from '../../../sim-engine/model/scenario.ts';
import { timelineWindows } from '../../../sim-engine/model/windows.ts';
import type { WrittenWindow } from '../condition-schema.ts';
import { parseQuantity } from '../quantity.ts';
import { didYouMean } from '../suggest.ts';
import type { CourseFile } from './course-file.ts';
import type { WrittenExperiment, WrittenSetting } from './experiment-schema.ts';

type Path = readonly (string | number)[];

/** What compiling works with. */
interface Work {
  readonly file: CourseFile;
  readonly world: Scenario;
  readonly tenants: readonly string[];
}

const PERCENTS = { mean: null, p50: 50, p90: 90, p95: 95, p99: 99, p999: 99.9 } as const;

/**
 * @param id       of the lesson
 * @param written  passed its schema
 * @param world    that it names
 * @param file     receives what does not hold
 * @returns the experiment; of use only when the file has no issues
 */
export function compileExperiment(
  id: string,
  written: WrittenExperiment,
  world: Scenario,
  file: CourseFile,
): Experiment {
  const work: Work = { file, world, tenants: world.tenants.map((tenant) => tenant.id) };
  const readings = written.readings.map((reading, index) => compileReading(reading, ['readings', index], work));
  file.unique(
    ['readings'],
    readings.map((reading) => reading.id),
  );
  const control = compileControl(written.control, work);
  const names = new Map(readings.map((reading) => [reading.id, reading]));
  return {
    id,
    title: written.title,
    // What a learner's page is sent: neither solutions nor points.
    scenario: { ...world, proofs: [], objectives: [], guards: [] },
    seed: written.seed,
    control,
    readings,
    bet: compileBet(written.bet, control, names, file),
    views: written.views.map((view, index) => compileView(view, ['views', index], names, work)),
  };
}

function compileControl(written: WrittenExperiment['control'], { file, world, tenants }: Work): ControlSpec {
  const kind = CONTROLS.find((each) => each.id === written.kind)!;
  const labels = written.settings.map(({ label }) => label);
  labels.forEach((label, index) => {
    if (labels.indexOf(label) < index)
      file.tell(
        ['control', 'settings', index],
        'duplicate-setting',
        `found the setting ${label} a second time: delete it`,
      );
  });
  const noises = world.timeline.flatMap((item) => ('noise' in item ? [item.id] : []));
  if (kind.targets === 'tenant') needed(file, 'tenant', written.tenant, tenants);
  if (kind.targets === 'noise') needed(file, 'item', written.item, noises);
  if (kind.ofOperation)
    needed(
      file,
      'operation',
      written.operation,
      world.operations.map(({ id }) => id),
    );
  const start = labels.indexOf(written.start);
  file.refers(['control', 'start'], 'setting', written.start, labels);
  return {
    kind: kind.id,
    label: written.label,
    target: (kind.targets === 'tenant' ? written.tenant : kind.targets === 'noise' ? written.item : '') ?? '',
    operation: written.operation ?? '',
    settings: written.settings.map((each, index) =>
      compileSetting(each, kind.settings, ['control', 'settings', index], file),
    ),
    start: Math.max(0, start),
  };
}

/** The control needs to be told what it moves. */
function needed(
  file: CourseFile,
  key: 'tenant' | 'item' | 'operation',
  found: string | undefined,
  known: readonly string[],
): void {
  if (found === undefined)
    file.tell(['control'], 'missing-key', `found no ${key}, expected what the control moves: add \`${key}:\``);
  else file.refers(['control', key], key, found, known);
}

function compileSetting(
  { label, choice }: WrittenSetting,
  form: 'rate' | 'percent' | 'isolation',
  path: Path,
  file: CourseFile,
): ExperimentSetting {
  if (form === 'isolation') {
    if (choice === undefined)
      file.tell(path, 'bad-setting', `found ${label}, expected { label: Cells, isolation: cells }`);
    return choice === undefined ? { label } : { label, choice };
  }
  const parsed = parseQuantity(form === 'rate' ? 'rate' : 'share', label);
  if (choice !== undefined || !parsed.ok) {
    const found = parsed.ok ? 'an isolation model' : parsed.issues[0]!.message;
    file.tell(
      path,
      'bad-setting',
      `${choice === undefined ? found : 'found an isolation model'}, expected ${form === 'rate' ? '40/s' : '5 %'}`,
    );
    return { label };
  }
  return { label, value: parsed.value };
}

function compileReading(written: WrittenExperiment['readings'][number], path: Path, work: Work): ReadingSpec {
  const { file, world, tenants } = work;
  const head = { id: written.id, title: written.title };
  switch (written.kind) {
    case 'metric': {
      const definition = catalogue.metrics.find(({ id }) => id === written.metric.id)!;
      const scope = written.scope ?? { kind: 'all' };
      if (scope.kind === 'tenant') file.refers([...path, 'scope'], 'tenant', scope.tenant, tenants);
      if (scope.kind === 'except')
        for (const each of scope.tenants) file.refers([...path, 'scope'], 'tenant', each, tenants);
      if ((definition.over === 'tier') !== (scope.kind === 'tier'))
        file.tell(
          [...path, 'scope'],
          'wrong-scope',
          `found ${definition.id} over ${scope.kind}, expected ${definition.over}`,
        );
      const { id: metric, params } = written.metric;
      return {
        ...head,
        kind: 'metric',
        unit: definition.unit,
        metric,
        params,
        scope,
        ...stretchOf(written.window, path, work),
      };
    }
    case 'pooled': {
      for (const each of written.tenants ?? []) file.refers([...path, 'tenants'], 'tenant', each, tenants);
      const percent = PERCENTS[written.statistic];
      return {
        ...head,
        kind: 'pooled',
        unit: 'ms',
        tenants: written.tenants ?? tenants,
        percent,
        ...stretchOf(written.window, path, work),
      };
    }
    case 'blame': {
      file.refers([...path, 'victim'], 'tenant', written.victim, tenants);
      file.refers([...path, 'culprit'], 'tenant', written.culprit, [...tenants, '_system']);
      const { culprit, victim } = written;
      return { ...head, kind: 'blame', unit: '%', culprit, victim, ...stretchOf(written.window, path, work) };
    }
    case 'theory-mm1':
      file.refers(
        [...path, 'operation'],
        'operation',
        written.operation,
        world.operations.map(({ id }) => id),
      );
      return { ...head, kind: 'theory-mm1', unit: 'ms', operation: written.operation };
  }
}

function stretchOf(
  written: WrittenWindow | undefined,
  path: Path,
  { file, world }: Work,
): { fromUs: number; toUs: number } {
  const whole = { fromUs: 0, toUs: world.durationUs };
  if (written === undefined) return whole;
  if ('label' in written) {
    const windows = timelineWindows(world.timeline, world.durationUs);
    const found = windows.find(({ label }) => label === written.label);
    if (found !== undefined) return { fromUs: found.fromUs, toUs: found.toUs };
    const cure = didYouMean(
      written.label,
      windows.map(({ label }) => label),
    );
    file.tell([...path, 'window'], 'unknown-window', `found the window ${written.label}: ${cure}`);
    return whole;
  }
  if (written.from < written.to && written.to <= world.durationUs) return { fromUs: written.from, toUs: written.to };
  file.tell([...path, 'window'], 'bad-window', 'found a window that is empty or outlasts the world: change its ends');
  return whole;
}

function compileBet(
  { ask, at, ...written }: WrittenExperiment['bet'],
  control: ControlSpec,
  readings: ReadonlyMap<string, ReadingSpec>,
  file: CourseFile,
): BetSpec {
  const labels = control.settings.map(({ label }) => label);
  file.refers(['bet', 'at'], 'setting', at, labels);
  const head = { ask, at: Math.max(0, labels.indexOf(at)) };
  const known = [...readings.keys()];
  switch (written.kind) {
    case 'number':
      file.refers(['bet', 'reading'], 'reading', written.reading, known);
      if (written.from <= 0 || written.from >= written.to)
        file.tell(['bet', 'from'], 'bad-range', `found ${written.from} to ${written.to}, expected a range above 0`);
      break;
    case 'largest':
      for (const [index, each] of written.readings.entries())
        file.refers(['bet', 'readings', index], 'reading', each, known);
      break;
    case 'cheapest':
      file.refers(['bet', 'within'], 'reading', written.within, known);
      file.refers(['bet', 'price'], 'reading', written.price, known);
  }
  return { ...head, ...written };
}

function compileView(
  written: WrittenExperiment['views'][number],
  path: Path,
  readings: ReadonlyMap<string, ReadingSpec>,
  work: Work,
): ViewSpec {
  const { file, tenants } = work;
  const known = [...readings.keys()];
  if ('lines' in written)
    written.lines.forEach((line, index) => {
      for (const each of line.tenants) file.refers([...path, 'lines', index, 'tenants'], 'tenant', each, tenants);
    });
  switch (written.kind) {
    case 'over-time': {
      const { title, kind, lines, slo } = written;
      const percent = PERCENTS[written.statistic];
      return { title, kind, percent, windowUs: written.window, stepUs: written.step, lines, ...sloMs(slo) };
    }
    case 'quantiles': {
      const { title, kind, lines, slo } = written;
      return { title, kind, lines, ...sloMs(slo), ...stretchOf(written.window, path, work) };
    }
    case 'against-control':
    case 'shares':
      for (const [index, each] of written.readings.entries())
        file.refers([...path, 'readings', index], 'reading', each, known);
      return written;
    case 'frontier':
      file.refers([...path, 'harm'], 'reading', written.harm, known);
      file.refers([...path, 'price'], 'reading', written.price, known);
      return written;
  }
}

function sloMs(sloUs: number | undefined): { sloMs?: number } {
  return sloUs === undefined ? {} : { sloMs: sloUs / 1000 };
}
