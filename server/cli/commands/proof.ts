/** @module `tenantlab proof`: runs a scenario's own solutions over many seeds against their stated bands. */
import { availableParallelism } from 'node:os';
import type { ProofReport } from '../../headless/prove.ts';
import { proveOnThreads } from '../../workers/proof-pool.ts';
import { seed, wholeNumber } from '../arguments.ts';
import { EXIT, printJson, type RegisterCommand } from '../command.ts';
import { scenarioInput } from '../inputs.ts';
import { ProgressBar } from '../progress-bar.ts';
import { columns, digits, table } from '../table.ts';

interface Options {
  readonly seeds: number;
  readonly seed: number;
  readonly workers: number;
  readonly json?: boolean;
}

function describe(report: ProofReport): string {
  const rows = report.proofs.map((proof) => [
    proof.id,
    proof.role,
    `${proof.band.min}..${proof.band.max}`,
    digits(proof.points.min),
    digits(proof.points.mean),
    digits(proof.points.max),
    `${proof.passes} of ${report.seedCount}`,
    proof.holds ? 'holds' : 'FAILS',
  ]);
  const head = `${report.scenario.id}: ${report.seedCount} seeds from ${report.firstSeed}, pass mark ${report.passPoints}\n`;
  return head + table(columns('solution', 'role', '>band', '>min', '>mean', '>max', '>passes', 'verdict'), rows);
}

export const registerProof: RegisterCommand = (program, session) => {
  program
    .command('proof')
    .summary("prove a scenario's solutions")
    .description(
      'Runs every solution of a scenario over many seeds: exit 0 when each lands in its band on every seed, the reference passes and no other does; 1 when not.',
    )
    .argument('<files...>', 'scenario files or library ids')
    .option('--seeds <k>', 'number of seeds', wholeNumber(1, 10_000), 10)
    .option('--seed <n>', 'first seed', seed, 1)
    .option('--workers <w>', 'threads; the scores are the same', wholeNumber(1, 256), availableParallelism())
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  tenantlab proof noisy-neighbour --seeds 20')
    .action(async (files: string[], options: Options) => {
      const tasks = files.map((file) => {
        const { scenario, sha256 } = scenarioInput(file);
        return { scenario, sha256, firstSeed: options.seed, seedCount: options.seeds };
      });
      const runs = tasks.reduce((sum, { scenario, seedCount }) => sum + scenario.proofs.length * seedCount, 0);
      const bar = new ProgressBar(session.terminal, 'runs', runs);
      const reports = await proveOnThreads(tasks, Math.min(options.workers, runs), () => bar.step());
      bar.end();
      const holds = reports.every((report) => report.holds);
      if (options.json === true) printJson(session, { holds, reports });
      else session.terminal.out(reports.map(describe).join('\n'));
      for (const report of reports) {
        for (const proof of report.proofs)
          for (const reason of proof.reasons) session.terminal.err(`${report.scenario.id}: ${proof.id}: ${reason}\n`);
      }
      session.exit(holds ? EXIT.done : EXIT.doesNotHold);
    });
};
