/** @module `tenantlab compare`: two run records, quantile by quantile. */
import { compareReplicated, type Replicated } from '../../../sim-engine/comparison/compare-replicated.ts';
import { compareRuns } from '../../../sim-engine/comparison/compare-runs.ts';
import type { ComparedRun } from '../../../sim-engine/comparison/sides.ts';
import { execute } from '../../headless/execute.ts';
import type { RunRecord } from '../../headless/run-record.ts';
import { wholeNumber } from '../arguments.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';
import { describeComparison, describeReplicated } from '../describe-comparison.ts';
import { recordInput, replayInput } from '../record-input.ts';

/** Most seeds of one comparison; two runs each. */
const REPLICATIONS_MAX = 10_000;

interface Options {
  readonly replications?: number;
  readonly json?: boolean;
}

const EXPLAINED = `
Both records are executed again; latencies are exact. Every difference is B - A.

When the same requests arrived in both runs (same scenario demand, same seed), they are paired: the difference of means is
taken request by request, and requests are counted that met the SLO in one run only. Otherwise the command says so, and the
two runs are treated as independent.

Intervals are 95 %, by a circular block bootstrap: simulated time is cut into blocks of a thirtieth of the run, which are drawn
again within the stretches between planned changes of the load; the interval is t standard errors of the draws to both sides,
with t by the number of blocks that carry the figure. A quantile that rests on a single burst gets no interval.

With --replications R both designs are also run under R seeds, from each record's own on, and the differences are given as means
over seeds with 95 % intervals by Student's t, paired when the records have the same seed. That asks for nothing about blocks:
prefer it where there is time, or where a single run gives no interval.

Exit codes: 0 compared; 1 a record diverged when executed again; 2 a record was changed, or belongs to another engine.

Examples:
  tenantlab run noisy-neighbour --seed 7 --out a.json
  tenantlab run noisy-neighbour --seed 7 --isolation fair --out b.json
  tenantlab compare a.json b.json
  tenantlab compare a.json b.json --replications 20`;

export const registerCompare: RegisterCommand = (program, session) => {
  program
    .command('compare')
    .summary('compare two run records, quantile by quantile')
    .description(
      'Says how run B differs from run A, per tenant: latency quantiles, goodput, cost, SLO, with intervals.',
    )
    .argument('<a>', 'run record of A')
    .argument('<b>', 'run record of B')
    .option('--replications <r>', 'run both under R seeds as well', wholeNumber(2, REPLICATIONS_MAX))
    .option('--json', 'print one JSON document')
    .addHelpText('after', EXPLAINED)
    .action((fileA: string, fileB: string, options: Options) => {
      // Both are read before either is executed: what cannot be used is told at once.
      const records = [fileA, fileB].map((file) => ({ file, record: recordInput(file) }));
      const { replications } = options;
      if (replications !== undefined) for (const { file, record } of records) checkSeeds(file, record, replications);
      const runs: ComparedRun[] = [];
      for (const { file, record } of records) {
        const outcome = replayInput(file, record, true);
        if (outcome.kind === 'diverged') {
          const { message } = outcome;
          if (options.json === true) printJson(session, { verdict: 'diverged', file, message });
          session.terminal.err(`${file}: ${message}\n`);
          session.exit(EXIT.doesNotHold);
          return;
        }
        runs.push({ file, record, run: outcome.run });
      }
      const comparison = compareRuns(runs[0]!, runs[1]!);
      const overSeeds =
        replications === undefined
          ? undefined
          : compareReplicated(
              replicated(records[0]!.record, replications),
              replicated(records[1]!.record, replications),
            );
      if (options.json === true) printJson(session, { ...comparison, ...(overSeeds && { replications: overSeeds }) });
      else {
        session.terminal.out(describeComparison(comparison));
        if (overSeeds !== undefined) session.terminal.out(`\n${describeReplicated(overSeeds)}`);
      }
      session.exit(EXIT.done);
    });
};

/** The record's design under its own seed and those that follow. */
function replicated(record: RunRecord, count: number): Replicated {
  const { scenario, scenarioSha256: sha256, seed, isolation, actions, untilUs } = record;
  const resultOf = (at: number) => execute({ scenario, sha256, seed: seed + at, isolation, actions, untilUs }).result();
  return { firstSeed: seed, results: Array.from({ length: count }, (_, at) => resultOf(at)) };
}

function checkSeeds(file: string, { seed }: RunRecord, replications: number): void {
  if (seed + replications - 1 <= Number.MAX_SAFE_INTEGER) return;
  throw new UnusableInput({
    code: 'bad-seed',
    path: '',
    message: `${file}: found seeds beyond 2^53-1: choose fewer replications`,
  });
}
