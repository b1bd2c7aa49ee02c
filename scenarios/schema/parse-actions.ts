/**
 * @module From the text of an actions file to timed actions: a list in the author's notation, or as journals and records write them.
 *
 * `- { at: 40 s, do: switch-isolation, isolation: fair }` and `{"atUs": 40000000, "action": {"type": "switch-isolation", ...}}`.
 */
import { z } from 'zod';
import { catalogue } from '../../sim-engine/index.ts';
import type { LinkTerms } from '../../sim-engine/model/link-terms.ts';
import type { Choice, Definition } from '../../sim-engine/model/registry.ts';
import { chosen } from '../../sim-engine/model/registry.ts';
import type { TimedAction } from '../../sim-engine/model/scenario.ts';
import { checkTable } from '../../sim-engine/policies/check-table.ts';
import {
  actionSchema,
  answerFields,
  balancingId,
  compileAction,
  targetFields,
  targetOf,
  tenantId,
} from './action-schema.ts';
import { flag, number, readNumber, refuse, word } from './leaf.ts';
import { ACTIONS_MAX, ATTEMPTS, MOMENT_US, PATIENCE_US, RATE, TABLE_NUMBERS_MAX } from './limits.ts';
import { find, type Located, printPath, toPlain } from './located.ts';
import type { IssueList, PlacedIssue } from './placed-issue.ts';
import { readYaml } from './read-yaml.ts';
import { readBySchema } from './schema-issues.ts';
import { didYouMean } from './suggest.ts';

/** Actions exactly when there are no issues. */
export interface ParsedActions {
  readonly actions?: readonly TimedAction[];
  readonly issues: readonly PlacedIssue[];
}

const microseconds = (what: string) => number(`${what}, in whole microseconds`, MOMENT_US, true);

/** A choice in engine form; parameters that are not given have their defaults. */
function engineChoice(what: string, code: string, registry: readonly Definition[]) {
  const id = word(
    code,
    what,
    registry.map((each) => each.id),
  );
  const params = z.record(z.string(), z.unknown()).optional();
  const table = z.array(z.number()).max(TABLE_NUMBERS_MAX).optional();
  return z.strictObject({ id, params, table }).transform((given, context): Choice => {
    const definition = registry.find((each) => each.id === given.id)!;
    const values: Record<string, number> = {};
    for (const [name, value] of Object.entries(given.params ?? {})) {
      const spec = definition.params.find((each) => each.name === name);
      const names = definition.params.map((each) => each.name);
      const reading =
        spec === undefined
          ? refuse<number>(
              'unknown-key',
              `found the unknown parameter ${name} of ${definition.id}: ${didYouMean(name, names)}`,
            )
          : readNumber(`${spec.name} of ${definition.id}`, spec, spec.integer === true, value);
      if ('value' in reading) values[name] = reading.value;
      else
        for (const each of reading.issues)
          context.issues.push({
            code: 'custom',
            input: value,
            path: ['params', name],
            message: each.message,
            params: { code: each.code },
          });
    }
    if (given.table !== undefined)
      for (const { message } of checkTable(definition, given.table, 'table'))
        context.issues.push({
          code: 'custom',
          input: given.table,
          path: ['table'],
          message,
          params: { code: 'bad-table' },
        });
    return chosen(definition, values, given.table);
  });
}

const noise = engineChoice('a kind of noise', 'unknown-noise', catalogue.noise);
const fault = engineChoice('a kind of fault', 'unknown-fault', catalogue.faults);
const model = engineChoice('an isolation model', 'unknown-isolation', catalogue.isolation);
const limiter = engineChoice('a limiter', 'unknown-limiter', catalogue.limiters);
const tenant = tenantId('the tenant concerned');
const limitPerSec = number('the requests per second that may pass', RATE);
const limitBurst = number('the requests that may pass at once', { min: 1, max: 100_000 }, true);
const attempts = (what: string) => number(what, ATTEMPTS, true).optional();
const patience = (what: string) =>
  number(`${what}, in whole microseconds`, { min: 0, max: PATIENCE_US.max }, true).optional();
const client = z
  .strictObject({
    timeoutUs: patience('the longest time an attempt may take'),
    cancels: flag('whether an attempt that is given up is stopped too').optional(),
    retries: attempts('the retries after a first attempt'),
    backoff: engineChoice('a backoff', 'unknown-backoff', catalogue.backoffs).optional(),
    budget: engineChoice('a retry budget', 'unknown-budget', catalogue.retryBudgets).optional(),
    breaker: engineChoice('a circuit breaker', 'unknown-breaker', catalogue.breakers).optional(),
    hedgeAfterUs: patience('the time after which a second attempt is made'),
    hedges: attempts('how many attempts are made beside the first'),
  })
  .transform(
    (given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as LinkTerms,
  );
const engineAction = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('inject-noise'),
      tenant,
      noise,
      fromUs: microseconds('when the noise begins').optional(),
      forUs: microseconds('how long the noise lasts'),
    })
    .transform(({ type, tenant: of, noise: kind, fromUs, forUs }) => ({
      type,
      tenant: of,
      noise: kind,
      ...(fromUs === undefined ? {} : { fromUs }),
      forUs,
    })),
  z.strictObject({
    type: z.literal('stop-noise'),
    noise: number('the number of the noise', { min: 0, max: 10_000 }, true),
  }),
  z.strictObject({
    type: z.literal('inject-fault'),
    fault,
    target: z.strictObject(targetFields).transform(targetOf),
    forUs: microseconds('how long the fault lasts'),
  }),
  z.strictObject({ type: z.literal('switch-isolation'), model }),
  z.strictObject({ type: z.literal('set-limit'), tenant, limitPerSec, limitBurst }),
  z.strictObject({ type: z.literal('set-limiter'), tenant, limiter }),
  z.strictObject({ type: z.literal('clear-limit'), tenant }),
  z
    .strictObject({ type: z.literal('set-client'), tenant: tenant.optional(), client })
    .transform(({ type, tenant: of, client: terms }) => ({
      type,
      ...(of === undefined ? {} : { tenant: of }),
      client: terms,
    })),
  z.strictObject({ type: z.literal('set-balancing'), policy: balancingId('a balancing policy') }),
  z.strictObject({ type: z.literal('answer'), ...answerFields }),
]);
/** `sequence` stands in journals and records; the order of the file says the same. */
const engineEntry = z.strictObject({
  atUs: microseconds('when the action takes effect'),
  action: engineAction,
  sequence: z.unknown().optional(),
});

/**
 * Reads an actions file.
 *
 * @param text  YAML or JSON: a list, or a map with `actions:`
 * @returns the actions in the order of the file, or every issue with its place; whether the scenario allows them is checked elsewhere
 */
export function parseActions(text: string): ParsedActions {
  const { root, issues } = readYaml(text);
  if (root === undefined) return { issues: issues.list() };
  const path = root.kind === 'map' ? ['actions'] : [];
  const list = find(root, path).value;
  if (list?.kind !== 'list') {
    issues.add(
      0,
      'wrong-type',
      '',
      'found no list of actions: write lines such as `- { at: 40 s, do: switch-isolation, isolation: fair }`',
    );
    return { issues: issues.list() };
  }
  if (root.kind === 'map') {
    for (const [key, entry] of root.entries) {
      if (key !== 'actions')
        issues.add(
          entry.keyOffset,
          'unknown-key',
          key,
          `found the unknown key ${key}: only actions is read from this file`,
        );
    }
  }
  if (list.items.length > ACTIONS_MAX) {
    issues.add(
      list.offset,
      'list-too-long',
      printPath(path),
      `found ${list.items.length} actions, expected at most ${ACTIONS_MAX}: shorten the list`,
    );
    return { issues: issues.list() };
  }
  const actions = list.items.flatMap((item, index) => readEntry(root, [...path, index], item, issues) ?? []);
  checkOrder(root, path, actions, issues);
  return issues.size > 0 ? { issues: issues.list() } : { actions, issues: [] };
}

function readEntry(
  root: Located,
  path: readonly (string | number)[],
  item: Located,
  issues: IssueList,
): TimedAction | undefined {
  const plain = toPlain(item);
  const isEngineForm = item.kind === 'map' && (item.entries.has('action') || item.entries.has('atUs'));
  if (!isEngineForm) {
    const written = readBySchema(actionSchema, root, path, plain, issues);
    return written === undefined ? undefined : compileAction(written);
  }
  const entry = readBySchema(engineEntry, root, path, plain, issues);
  return entry === undefined ? undefined : { atUs: entry.atUs, action: entry.action };
}

function checkOrder(
  root: Located,
  path: readonly (string | number)[],
  actions: readonly TimedAction[],
  issues: IssueList,
): void {
  let before = 0;
  actions.forEach(({ atUs }, index) => {
    if (atUs < before) {
      const at = [...path, index];
      issues.add(
        find(root, at).offset,
        'out-of-order',
        printPath(at),
        'found an action before the one above it: write actions in the order of their times',
      );
    }
    before = Math.max(before, atUs);
  });
}
