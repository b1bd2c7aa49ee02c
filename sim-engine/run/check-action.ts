/** @module Checks an action against a scenario: what is asked for exists, is allowed and is within its range. */
import { isAsked } from '../grading/condition.ts';
import { answersOf } from '../grading/question-answer.ts';
import { assertNever } from '../kernel/assert.ts';
import { type Issue, issue } from '../kernel/result.ts';
import { CLIENT_ATTEMPTS_MAX } from '../model/client-terms.ts';
import type { Choice, Definition } from '../model/registry.ts';
import type { Action, Scenario } from '../model/scenario.ts';
import { checkChoice } from '../network/check-choice.ts';
import { checkLink } from '../network/check-link.ts';
import { BALANCING } from '../policies/balancing/index.ts';
import { checkTarget } from '../policies/fault/check-target.ts';
import { FAULTS } from '../policies/fault/index.ts';
import { ISOLATION } from '../policies/isolation/index.ts';
import { LIMITERS } from '../policies/limiting/index.ts';
import { tokenBucket } from '../policies/limiting/token-bucket.ts';
import { NOISE } from '../policies/noise/index.ts';
import { checkIsolation } from './check-isolation.ts';

/** Largest number a noise may be called by; runs take fewer actions than that. */
const NOISE_NUMBER_MAX = 10_000;
/** Longest noise and longest fault, microseconds. */
const FOR_US_MAX = 86_400_000_000;

/** Experiments and answers change nothing that stays. */
const FREE: readonly Action['type'][] = ['inject-noise', 'stop-noise', 'inject-fault', 'answer'];

/** @returns true when the action spends one of the learner's moves */
export function spendsMove(action: Pick<Action, 'type'>): boolean {
  return !FREE.includes(action.type);
}

/**
 * @param scenario   the run's scenario
 * @param action     what is asked for
 * @param movesUsed  moves spent before
 * @param atUs       simulated time at which it would take effect, microseconds
 * @returns every reason why not; empty when it may be done
 */
export function checkAction(scenario: Scenario, action: Action, movesUsed: number, atUs: number): Issue[] {
  const issues = checkParts(scenario, action, atUs);
  if (spendsMove(action) && movesUsed >= scenario.rights.moves) {
    issues.push(
      issue(
        'no-moves-left',
        '',
        `found ${movesUsed} moves used, expected fewer than ${scenario.rights.moves}: 0 moves left`,
      ),
    );
  }
  return issues;
}

function checkParts(scenario: Scenario, action: Action, atUs: number): Issue[] {
  const { rights } = scenario;
  switch (action.type) {
    case 'inject-noise':
      return [
        ...checkTenant(scenario, action.tenant),
        ...checkAllowed(NOISE, rights.noise, action.noise, 'noise'),
        ...(action.fromUs === undefined ? [] : checkStart(scenario, action.fromUs, atUs)),
        ...checkRange(action.forUs, 1, FOR_US_MAX, 'forUs', true),
      ];
    case 'inject-fault': {
      const tenants = scenario.tenants.map((each) => each.id);
      return [
        ...checkAllowed(FAULTS, rights.faults ?? [], action.fault, 'fault'),
        ...checkTarget(action.fault, action.target, tenants).map((each) => ({ ...each, path: `target.${each.path}` })),
        ...checkRange(action.forUs, 1, FOR_US_MAX, 'forUs', true),
      ];
    }
    case 'stop-noise':
      return [
        // Where nobody may make noise, all noise is what the exercise is about: to stop it would be no solution.
        ...(rights.noise.length > 0 ? [] : [notAllowed('noise')]),
        ...checkRange(action.noise, 0, NOISE_NUMBER_MAX, 'noise', true),
      ];
    case 'switch-isolation': {
      const issues = checkAllowed(ISOLATION, rights.isolation, action.model, 'model');
      return issues.length > 0 ? issues : checkIsolation(scenario, action.model, 'model');
    }
    case 'set-limit':
      return [
        ...checkTenant(scenario, action.tenant),
        ...(rights.limits ? [] : [notAllowed('limits')]),
        ...checkChoice(
          [tokenBucket],
          tokenBucket.id,
          { ratePerSec: action.limitPerSec, burst: action.limitBurst },
          'limit',
        ),
      ];
    case 'set-limiter':
      return [
        ...checkTenant(scenario, action.tenant),
        ...checkAllowed(LIMITERS, rights.limiters ?? [], action.limiter, 'limiter'),
      ];
    case 'clear-limit':
      return [...checkTenant(scenario, action.tenant), ...checkLimitsAllowed(scenario)];
    case 'set-client':
      return [
        ...(action.tenant === undefined ? [] : checkTenant(scenario, action.tenant)),
        ...(rights.client === true ? [] : [notAllowed('clients')]),
        ...checkLink(action.client, 'client', CLIENT_ATTEMPTS_MAX),
      ];
    case 'set-balancing':
      return checkAllowed(BALANCING, rights.balancing, { id: action.policy, params: {} }, 'policy');
    case 'answer':
      return checkAnswer(scenario, action.question, action.answer);
    default:
      return assertNever(action);
  }
}

function checkAnswer(scenario: Scenario, question: string, answer: string): Issue[] {
  const questions = scenario.objectives.filter(isAsked);
  const asked = questions.find(({ id }) => id === question);
  if (asked === undefined) {
    const known = questions.map(({ id }) => id).join(', ') || 'none: this exercise asks nothing';
    return [issue('unknown-question', 'question', `found ${JSON.stringify(question)}, expected one of ${known}`)];
  }
  const answers = answersOf(asked, scenario);
  if (answers.includes(answer)) return [];
  const message = `found ${JSON.stringify(answer)}, expected one of ${answers.join(', ')}`;
  return [issue('unknown-answer', 'answer', message)];
}

/** Of noise that is planned: the past cannot have any, and after the end nobody would hear it. */
function checkStart({ durationUs }: Scenario, fromUs: number, atUs: number): Issue[] {
  if (fromUs < atUs) {
    const message = `found a start at ${fromUs / 1e6} s, but the run is at ${atUs / 1e6} s by then: choose a later start, or none to begin at once`;
    return [issue('start-in-the-past', 'fromUs', message)];
  }
  return checkRange(fromUs, atUs, durationUs - 1, 'fromUs', true);
}

function checkTenant(scenario: Scenario, tenant: string): Issue[] {
  if (scenario.tenants.some((each) => each.id === tenant)) return [];
  const known = scenario.tenants.map((each) => each.id).join(', ');
  return [issue('unknown-tenant', 'tenant', `found ${JSON.stringify(tenant)}, expected one of ${known}`)];
}

function checkLimitsAllowed(scenario: Scenario): Issue[] {
  const { limits, limiters = [] } = scenario.rights;
  return limits || limiters.length > 0 ? [] : [notAllowed('limits')];
}

function notAllowed(what: string): Issue {
  return issue('not-allowed', '', `this exercise does not allow ${what} to be changed: use what it allows`);
}

function checkAllowed(
  registry: readonly Definition[],
  allowed: readonly string[],
  { id, params, table }: Choice,
  path: string,
): Issue[] {
  const issues = checkChoice(registry, id, params, path, table);
  if (issues.length === 0 && !allowed.includes(id)) {
    issues.push(issue('not-allowed', path, `found ${id}; this exercise allows ${allowed.join(', ') || 'none'}`));
  }
  return issues;
}

function checkRange(value: number, min: number, max: number, path: string, integer: boolean): Issue[] {
  if (value >= min && value <= max && (!integer || Number.isInteger(value))) return [];
  return [issue('impossible-number', path, `found ${value}, expected a whole number from ${min} to ${max}`)];
}
