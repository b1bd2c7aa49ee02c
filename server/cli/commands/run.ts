/** @module `tenantlab run`: one headless run, or several with intervals. */

import { printQuantity } from '../../../scenarios/schema/quantity.ts';
import { type Execution, execute, stamp } from '../../headless/execute.ts';
import { replicate } from '../../headless/replicate.ts';
import { makeRunRecord } from '../../headless/run-record.ts';
import { duration, isolation, percentage, seed, warmUp, wholeNumber } from '../arguments.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';
import { describeResult } from '../describe-result.ts';
import { type ExecutionOptions, executionInput } from '../execution-input.ts';
import { writeOutput } from '../inputs.ts';
import { addTraceOptions, type TraceOptions, withTraces, writeTraces } from '../trace-output.ts';

/** Most replications of one command; an hour of computing at the library's sizes. */
const REPLICATIONS_MAX = 10_000;
/** Seeds after which a wanted precision is given up, unless told otherwise. */
const PRECISION_REPLICATIONS = 200;

interface Options extends ExecutionOptions, TraceOptions {
  readonly replications?: number;
  readonly precision?: number;
  readonly warmUp?: 'mser5' | number;
  readonly out?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
FILE is a scenario file, or the id of a scenario of the library (tenantlab list).

An actions file is YAML or JSON, in order of time, and has to keep to what the scenario allows:
  - { at: 40 s, do: set-limit, tenant: G, limit: 60/s, burst: 30 }
  - { at: 44 s, do: switch-isolation, isolation: fair }
  - { at: 50 s, do: switch-isolation, isolation: { model: cells, cells: 4 } }
  - { at: 60 s, do: inject-noise, tenant: A, noise: { kind: request-flood, rate: 200/s }, for: 10 s }
  - { at: 60 s, do: inject-noise, tenant: B, noise: cache-sweep, from: 80 s, for: 10 s }
Entries as journals and run records hold them are read as well:
  [{ "atUs": 44000000, "action": { "type": "switch-isolation", "model": { "id": "fair", "params": {} } } }]

With --replications R, events is the sum and digest covers all seeds N..N+R-1; replications holds means with
95 % intervals (Student's t over seeds, which are independent); every other field is that of seed N.

With --precision P seeds are added until the half-width of every tenant's p99 latency over seeds is within P of it: checked after
each seed from the tenth on (Chow and Robbins; P is compared as P/(1+P) of the measured mean), at most R seeds, or 200. Such a
stop comes more easily where the spread happens to be small, so the interval holds a little less often than 95 in 100. Exit code 1
when the precision was not reached.

With --warm-up, the tenants' latencies in replications leave out requests that arrived before that time. mser5 finds the time at
which the mean of the rest is known best (White 1997), from the latency averaged over tenants and up to ten seeds; it refuses a
run that does not settle in its first half. Use it where the load is steady, for example with --until before a flood: it finds a
beginning that is unlike the rest, and does not look for changes later on.

Examples:
  tenantlab run noisy-neighbour --seed 7 --out run.json
  tenantlab run noisy-neighbour --isolation silo --json
  tenantlab run my-scenario.yaml --actions cure.yaml --replications 20
  tenantlab run noisy-neighbour --precision 2%
  tenantlab run noisy-neighbour --until 30s --replications 20 --warm-up mser5
  tenantlab run noisy-neighbour --traces traces.json --trace-slowest 5   (open it in ui.perfetto.dev)`;

export const registerRun: RegisterCommand = (program, session) => {
  const command = program
    .command('run')
    .summary('run a scenario headlessly')
    .description('Runs a scenario from beginning to end, without a browser, and prints what was measured.')
    .argument('<file>', 'scenario file or library id')
    .option('--seed <n>', 'seed of the random streams, 0 to 2^53-1', seed, 1)
    .option('--isolation <id>', 'isolation model from time 0, with its defaults', isolation)
    .option('--actions <file>', 'actions to take during the run')
    .option('--until <time>', 'stop at this simulated time, for example 90s', duration)
    .option('--replications <r>', 'run seeds N..N+R-1 and add intervals', wholeNumber(1, REPLICATIONS_MAX))
    .option('--precision <p>', 'add seeds until every p99 is known this well, for example 2%', percentage)
    .option('--warm-up <rule>', 'with replications: mser5, or a time to leave out, for example 10s', warmUp)
    .option('--out <file>', 'write a run record for replay and grade')
    .option('--json', 'print one JSON document')
    .addHelpText('after', EXAMPLES);
  addTraceOptions(command).action((file: string, options: Options) => {
    const execution = withTraces(executionInput(file, options), options);
    const { replications, precision } = options;
    if (replications !== undefined || precision !== undefined) {
      runMany(execution, replications ?? PRECISION_REPLICATIONS, options);
      return;
    }
    if (options.warmUp !== undefined) {
      throw new UnusableInput({
        code: 'replications-only',
        path: '',
        message: 'found --warm-up without --replications: it is taken out of estimates over seeds; add --replications',
      });
    }
    const run = execute(execution);
    const result = run.result();
    writeTraces(run, execution, options);
    if (options.out !== undefined) {
      writeOutput(
        options.out,
        makeRunRecord({
          scenario: execution.scenario,
          scenarioSha256: execution.sha256,
          seed: execution.seed,
          isolation: execution.isolation,
          actions: stamp(execution.actions),
          untilUs: execution.untilUs,
          result,
          trail: run.trail(),
        }),
      );
    }
    if (options.json === true) printJson(session, result);
    else session.terminal.out(describeResult(execution.scenario, result));
    session.exit(EXIT.done);
  });

  function runMany(execution: Execution, replications: number, options: Options): void {
    if (options.out !== undefined || options.traces !== undefined) {
      throw new UnusableInput({
        code: 'one-run-only',
        path: '',
        message:
          'found --out or --traces with --replications or --precision: such a file is of one run; leave one of them out',
      });
    }
    if (execution.seed + replications - 1 > Number.MAX_SAFE_INTEGER) {
      throw new UnusableInput({
        code: 'bad-seed',
        path: '',
        message: 'found seeds beyond 2^53-1: choose a smaller first seed',
      });
    }
    const { precision: wanted, warmUp: rule } = options;
    if (typeof rule === 'number' && rule >= execution.untilUs) {
      const end = printQuantity('duration', execution.untilUs);
      throw new UnusableInput({
        code: 'outside-duration',
        path: '',
        message: `found --warm-up ${printQuantity('duration', rule)}, expected less than the end of the run, ${end}`,
      });
    }
    const replicated = replicate(execution, {
      countMax: replications,
      ...(wanted !== undefined && { precision: wanted }),
      ...(rule !== undefined && { warmUp: rule }),
    });
    if (!replicated.ok) throw new UnusableInput(...replicated.issues);
    const result = replicated.value;
    if (options.json === true) printJson(session, result);
    else session.terminal.out(describeResult(execution.scenario, result, result.replications));
    const { precision } = result.replications;
    if (precision?.reached === false) {
      const { tenant, share } = precision.widest;
      session.terminal.err(
        `not precise enough after ${result.replications.count} seeds: the p99 of ${tenant} ${share === null ? 'has no interval yet' : `is known to ${(share * 100).toFixed(1)} %`}; raise --replications\n`,
      );
    }
    session.exit(precision?.reached === false ? EXIT.doesNotHold : EXIT.done);
  }
};
