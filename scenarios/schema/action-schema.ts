/** @module Actions as authors write them: `{ at: 40 s, do: switch-isolation, isolation: fair }`. */
import { z } from 'zod';
import { catalogue } from '../../sim-engine/index.ts';
import { type Action, FAULT_TIERS, type FaultTarget, type TimedAction } from '../../sim-engine/model/scenario.ts';
import { PARTS_MAX } from '../../sim-engine/policies/fault/check-target.ts';
import { choice } from './choice.ts';
import { clientSchema, compileClient } from './client-schema.ts';
import { id, leaf, number, quantity, word } from './leaf.ts';
import { MOMENT_US, RATE, SPAN_US } from './limits.ts';

/** How tenants are named; the bench shows the first letter. */
export const TENANT_ID = /^[A-Za-z][A-Za-z0-9_-]{0,11}$/;

/** @param what  what it is, with its article */
export const tenantId = (what: string) =>
  id(what, TENANT_ID, 'a letter, then letters, digits, hyphens and underscores, at most 12');

/** @param what  what it is, with its article */
export const isolationChoice = (what: string) =>
  choice({ key: 'model', what, registry: catalogue.isolation, code: 'unknown-isolation' });

/** @param what  what it is, with its article */
export const noiseChoice = (what: string) =>
  choice({ key: 'kind', what, registry: catalogue.noise, code: 'unknown-noise' });

/** @param what  what it is, with its article */
export const faultChoice = (what: string) =>
  choice({ key: 'kind', what, registry: catalogue.faults, code: 'unknown-fault' });

/** What a fault is aimed at, as it stands beside the fault. */
export const targetFields = {
  tier: word('unknown-tier', 'the tier whose parts are struck', [...FAULT_TIERS]).optional(),
  count: number('how many app servers, database units or workers', { min: 1, max: PARTS_MAX }, true).optional(),
  tenant: tenantId('the tenant whose parts are struck, or whose deadly work it is').optional(),
};

/** @param written  the fields of the target that are there */
export function targetOf(written: {
  readonly tier?: string | undefined;
  readonly count?: number | undefined;
  readonly tenant?: string | undefined;
}): FaultTarget {
  const tier = FAULT_TIERS.find((each) => each === written.tier);
  return {
    ...(tier === undefined ? {} : { tier }),
    ...(written.count === undefined ? {} : { count: written.count }),
    ...(written.tenant === undefined ? {} : { tenant: written.tenant }),
  };
}

/** @param what  what it is, with its article */
export const balancingId = (what: string) =>
  word(
    'unknown-balancing',
    what,
    catalogue.balancing.map((each) => each.id),
  );

const at = quantity('duration', 'the simulated time at which it happens', MOMENT_US);
const does = <T extends Action['type']>(type: T) => z.literal(type) satisfies z.ZodType<T>;

/** @param what  what it is, with its article */
export const limiterChoice = (what: string) =>
  choice({ key: 'kind', what, registry: catalogue.limiters, code: 'unknown-limiter' });

/** What an answer names: a tenant, a resource, `_system` or `_none`. */
export const ANSWER = /^_?[A-Za-z][A-Za-z0-9_-]{0,47}$/;

/** Keys of an answer to a question. */
export const answerFields = {
  question: id('the id of the objective that asks'),
  answer: id('a tenant, a resource, _system or _none', ANSWER, 'an id, at most 49 characters long'),
};

/** What a learner can do. */
export const actionSchema = z.discriminatedUnion('do', [
  z.strictObject({
    at,
    do: does('inject-noise'),
    tenant: tenantId('the tenant that makes the noise'),
    noise: noiseChoice('a kind of noise'),
    from: quantity('duration', 'the simulated time at which the noise begins; else at once', MOMENT_US).optional(),
    for: quantity('duration', 'how long the noise lasts', SPAN_US),
  }),
  z.strictObject({
    at,
    do: does('stop-noise'),
    noise: number('the number of the noise in the run, from 0, the timeline first', { min: 0, max: 10_000 }, true),
  }),
  z.strictObject({
    at,
    do: does('inject-fault'),
    fault: faultChoice('a kind of fault'),
    ...targetFields,
    for: quantity('duration', 'how long the fault lasts', SPAN_US),
  }),
  z.strictObject({ at, do: does('switch-isolation'), isolation: isolationChoice('an isolation model') }),
  z.strictObject({
    at,
    do: does('set-limit'),
    tenant: tenantId('the tenant to limit'),
    limit: quantity('rate', 'the requests per second that may pass', RATE),
    burst: number('the requests that may pass at once', { min: 1, max: 100_000 }, true),
  }),
  z.strictObject({
    at,
    do: does('set-limiter'),
    tenant: tenantId('the tenant to limit'),
    limiter: limiterChoice('a limiter'),
  }),
  z.strictObject({ at, do: does('clear-limit'), tenant: tenantId('the tenant whose limit is lifted') }),
  z.strictObject({
    at,
    do: does('set-client'),
    tenant: tenantId('the tenant whose client is changed; else everybody’s').optional(),
    client: clientSchema,
  }),
  z.strictObject({ at, do: does('set-balancing'), policy: balancingId('a balancing policy') }),
  z.strictObject({ at, do: does('answer'), ...answerFields }),
]);

/** An action in the author's notation, values in engine units. */
export type WrittenAction = z.output<typeof actionSchema>;

/** @param written  a read action */
export function compileAction(written: WrittenAction): TimedAction {
  return { atUs: written.at, action: actionOf(written) };
}

function actionOf(written: WrittenAction): Action {
  switch (written.do) {
    case 'inject-noise':
      return {
        type: written.do,
        tenant: written.tenant,
        noise: written.noise,
        ...(written.from === undefined ? {} : { fromUs: written.from }),
        forUs: written.for,
      };
    case 'stop-noise':
      return { type: written.do, noise: written.noise };
    case 'inject-fault':
      return { type: written.do, fault: written.fault, target: targetOf(written), forUs: written.for };
    case 'switch-isolation':
      return { type: written.do, model: written.isolation };
    case 'set-limit':
      return { type: written.do, tenant: written.tenant, limitPerSec: written.limit, limitBurst: written.burst };
    case 'set-limiter':
      return { type: written.do, tenant: written.tenant, limiter: written.limiter };
    case 'clear-limit':
      return { type: written.do, tenant: written.tenant };
    case 'set-client': {
      const client = compileClient(written.client);
      return { type: written.do, ...(written.tenant === undefined ? {} : { tenant: written.tenant }), client };
    }
    case 'set-balancing':
      return { type: written.do, policy: written.policy };
    case 'answer':
      return { type: written.do, question: written.question, answer: written.answer };
  }
}

/** The band of points a proof must land in: `90..100`. */
export const band = leaf<{ readonly min: number; readonly max: number }>(
  {
    type: 'string',
    pattern: '^\\d{1,3}\\.\\.\\d{1,3}$',
    examples: ['80..100'],
    description: 'the points it must land in on every seed',
  },
  (value) => {
    const match = /^(\d{1,3})\.\.(\d{1,3})$/.exec(typeof value === 'string' ? value : '');
    const min = Number(match?.[1]);
    const max = Number(match?.[2]);
    if (match !== null && min <= max && max <= 100) return { value: { min, max } };
    const message = `found ${JSON.stringify(value)}, expected a band of points such as 80..100: write the least, two dots, the most`;
    return { issues: [{ code: 'bad-band', path: '', message }] };
  },
);
