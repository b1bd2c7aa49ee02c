/** @module The catalogue: every registry's definitions, for the schema, the controls and the docs. */
import { COMBINATIONS } from '../grading/combinations/index.ts';
import { METRICS } from '../grading/metrics/index.ts';
import { QUESTIONS } from '../grading/questions/index.ts';
import type { Definition } from '../model/registry.ts';
import { ARRIVALS } from './arrival/index.ts';
import { AUTOSCALING } from './autoscaling/index.ts';
import { BACKOFFS } from './backoff/index.ts';
import { BALANCING } from './balancing/index.ts';
import { BREAKERS } from './breaker/index.ts';
import { DISCIPLINES } from './discipline/index.ts';
import { EVICTION } from './eviction/index.ts';
import { FAULTS } from './fault/index.ts';
import { ISOLATION } from './isolation/index.ts';
import { LAWS } from './law/index.ts';
import { LIMITERS } from './limiting/index.ts';
import { NOISE } from './noise/index.ts';
import { POPULARITY } from './popularity/index.ts';
import { RETRY_BUDGETS } from './retry-budget/index.ts';

/** Plain data: what each entry says about itself, without what it does. */
function describe({ id, title, summary, source, params, table }: Definition): Definition {
  const about = { id, title, summary, source, params };
  return table === undefined ? about : { ...about, table };
}

/** Every registry by name. */
export const catalogue = {
  isolation: ISOLATION.map((model) => ({ ...describe(model), meaning: model.meaning, finer: model.finer })),
  noise: NOISE.map(describe),
  faults: FAULTS.map((kind) => ({ ...describe(kind), aim: kind.aim, tiers: kind.tiers })),
  balancing: BALANCING.map(describe),
  autoscaling: AUTOSCALING.map(describe),
  disciplines: DISCIPLINES.map((discipline) => ({ ...describe(discipline), service: discipline.service })),
  eviction: EVICTION.map(describe),
  limiters: LIMITERS.map(describe),
  backoffs: BACKOFFS.map(describe),
  retryBudgets: RETRY_BUDGETS.map(describe),
  breakers: BREAKERS.map(describe),
  laws: LAWS.map(describe),
  arrivals: ARRIVALS.map(describe),
  popularity: POPULARITY.map(describe),
  metrics: METRICS.map((metric) => ({ ...describe(metric), unit: metric.unit, over: metric.over })),
  combinations: COMBINATIONS.map(describe),
  questions: QUESTIONS.map((question) => ({ ...describe(question), names: question.names })),
} as const;
