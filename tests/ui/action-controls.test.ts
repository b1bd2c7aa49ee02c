/**
 * The law of the controls: every kind of action, and every registry entry that one can name, is what some panel of the bench
 * makes from its descriptions alone; with defaults, least and greatest values it passes the wire and the engine's checks.
 */
import { describe, expect, it } from 'vitest';
import { answerAction, answerChoices, type Question } from '../../lab-ui/bench/answer-draft.ts';
import { clientAction, EVERYBODY, termsInForce } from '../../lab-ui/bench/client-draft.ts';
import { faultAction, initialFault } from '../../lab-ui/bench/fault-draft.ts';
import { allowedLimiters, limitAction, soldLimit } from '../../lab-ui/bench/limit-draft.ts';
import { initialNoise, noiseAction } from '../../lab-ui/bench/noise-draft.ts';
import { parseActionMessage } from '../../server/socket/parse-message.ts';
import { type Action, catalogue, checkAction, type Definition, type ParamValues } from '../../sim-engine/index.ts';
import { CLIENT_TERMS } from '../../sim-engine/model/client-terms.ts';
import { chosen } from '../../sim-engine/model/registry.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { fixtureScenario } from '../charts/bench-fixture.ts';
import { benchData } from './bench-fixtures.ts';

const ids = (registry: readonly Definition[]): string[] => registry.map(({ id }) => id);
const plain = fixtureScenario(12);
const questions: readonly Question[] = catalogue.questions.map(({ id }) => ({
  id: `asked-${id}`,
  title: id,
  points: 1,
  ask: { id, params: {} },
  scope: { kind: 'except', tenants: ['G'] },
  fromUs: 0,
  toUs: 1_000_000,
  bound: 'at-least',
  threshold: 1,
}));
const scenario: Scenario = {
  ...plain,
  objectives: questions,
  rights: {
    isolation: ids(catalogue.isolation),
    noise: ids(catalogue.noise),
    faults: ids(catalogue.faults),
    balancing: ids(catalogue.balancing),
    limits: true,
    limiters: ids(catalogue.limiters),
    client: true,
    moves: 100,
  },
};

/** Values as controls can be set: all at their defaults, all least, all greatest. */
function settings({ params }: Definition): readonly ParamValues[] {
  return (['default', 'min', 'max'] as const).map((end) =>
    Object.fromEntries(params.map((spec) => [spec.name, spec[end]])),
  );
}

const everySetting = <D extends Definition>(registry: readonly D[], make: (kind: D, values: ParamValues) => Action) =>
  registry.flatMap((kind) => settings(kind).map((values) => make(kind, values)));

/** What the panels can make of each kind of action; a new kind does not compile without its line. */
const MADE: Readonly<Record<Action['type'], readonly Action[]>> = {
  'inject-noise': everySetting(catalogue.noise, (kind, values) =>
    noiseAction(kind, { ...initialNoise(scenario, catalogue.noise), kind: kind.id, values: { [kind.id]: values } }),
  ),
  'stop-noise': [{ type: 'stop-noise', noise: 0 }],
  'inject-fault': everySetting(catalogue.faults, (kind, values) =>
    faultAction(kind, { ...initialFault(scenario, catalogue.faults), kind: kind.id, values: { [kind.id]: values } }),
  ),
  'switch-isolation': everySetting(catalogue.isolation, (kind, values) => ({
    type: 'switch-isolation',
    model: chosen(kind, values),
  })),
  'set-limit': [limitAction('G', catalogue.limiters[0]!, soldLimit(scenario, 'G') as ParamValues, true)],
  'set-limiter': everySetting(allowedLimiters(catalogue.limiters, scenario.rights), (kind, values) =>
    limitAction('G', kind, values, false),
  ),
  'clear-limit': [{ type: 'clear-limit', tenant: 'G' }],
  'set-client': CLIENT_TERMS.flatMap((each): Action[] => {
    if (each.kind === 'flag') return [clientAction('G', { [each.term]: true })];
    if (each.kind === 'number') {
      const { spec, term, scale } = each;
      return [spec.min, spec.default, spec.max].map((value) => clientAction(EVERYBODY, { [term]: value * scale }));
    }
    return everySetting(catalogue[each.registry], ({ id }, params) =>
      clientAction('G', { [each.term]: { id, params } }),
    );
  }),
  'set-balancing': ids(catalogue.balancing).map((policy) => ({ type: 'set-balancing', policy })),
  answer: questions.flatMap((question) =>
    answerChoices(question, catalogue.questions.find(({ id }) => id === question.ask.id)!.names, scenario).map(
      ({ id }) => answerAction(question.id, id),
    ),
  ),
};

describe.each(Object.entries(MADE))('%s', (type, actions) => {
  it('is made by a control, and the engine and the wire take it at every end of its ranges', () => {
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) {
      expect(action.type).toBe(type);
      const issues = checkAction(scenario, action, 0, 0).filter(({ code }) => code !== 'contradictory-placement');
      expect(issues, JSON.stringify(action)).toEqual([]);
      const message = { runId: 'r-1', clientId: 'client-1', action };
      expect(parseActionMessage(message), JSON.stringify(action)).toEqual({ ok: true, value: message });
    }
  });
});

it('a client that was changed twice, once as everybody’s, holds the last of each term', () => {
  const data = benchData({
    actions: [
      { atUs: 1, action: { type: 'set-client', client: { retries: 3, timeoutUs: 500_000 } } },
      { atUs: 2, action: { type: 'set-client', tenant: 'G', client: { retries: 1 } } },
    ],
  });
  expect(termsInForce(data, 'G')).toEqual({ retries: 1, timeoutUs: 500_000 });
  expect(termsInForce(data, 'A')).toEqual({ retries: 3, timeoutUs: 500_000 });
  expect(termsInForce(data, EVERYBODY)).toEqual({ timeoutUs: 500_000 });
});

it('who may set limits of one kind only is offered that kind only', () => {
  const offered = (limits: boolean, limiters: readonly string[]) =>
    ids(allowedLimiters(catalogue.limiters, { ...scenario.rights, limits, limiters }));
  expect(offered(true, [])).toEqual(['token-bucket']);
  expect(offered(false, ['gcra', 'aimd'])).toEqual(['gcra', 'aimd']);
  expect(offered(false, [])).toEqual([]);
});
