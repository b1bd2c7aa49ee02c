/** @module `tenantlab interference`: the tenant x tenant matrix of a run, by blame or by leaving each tenant out. */
import { availableParallelism } from 'node:os';
import { Option } from 'commander';
import { didYouMean } from '../../../scenarios/schema/suggest.ts';
import { type Execution, execute } from '../../headless/execute.ts';
import { blameInterference, counterfactualInterference } from '../../headless/interference.ts';
import { withoutEach } from '../../workers/without-each.ts';
import { duration, isolation, seed, wholeNumber } from '../arguments.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';
import { describeBlame, describeCounterfactual } from '../describe-interference.ts';
import { type ExecutionOptions, executionInput } from '../execution-input.ts';

/** Most threads of one command. */
const WORKERS_MAX = 64;

interface Options extends ExecutionOptions {
  readonly method: 'blame' | 'counterfactual';
  readonly resource?: string;
  readonly workers: number;
  readonly json?: boolean;
}

const EXAMPLES = `
FILE is a scenario file, or the id of a scenario of the library (tenantlab list).

blame reads the ledger of one run: rows are culprits, _system among them, columns are victims. Every microsecond of delay
stands in it once, so that a column adds up to the delay of the victim's requests.
counterfactual runs the same again without each tenant, on the same random numbers, its noise included: a number above 0
is what the column's latency would gain without the row. A tenant that is left out keeps its place and its share.

Examples:
  tenantlab interference noisy-neighbour
  tenantlab interference noisy-neighbour --resource connections --until 60s
  tenantlab interference noisy-neighbour --method counterfactual --isolation fair --json`;

export const registerInterference: RegisterCommand = (program, session) => {
  program
    .command('interference')
    .summary('show who harms whom')
    .description(
      'Prints the tenant x tenant matrix of a run: exact blame, or what would have been without each tenant.',
    )
    .argument('<file>', 'scenario file or library id')
    .addOption(
      new Option('--method <method>', 'how interference is measured')
        .choices(['blame', 'counterfactual'])
        .default('blame'),
    )
    .option('--seed <n>', 'seed of the random streams, 0 to 2^53-1', seed, 1)
    .option('--isolation <id>', 'isolation model from time 0, with its defaults', isolation)
    .option('--actions <file>', 'actions to take during the run, as for run')
    .option('--until <time>', 'stop at this simulated time, for example 90s', duration)
    .option('--resource <name>', 'show the blame of one resource, for example connections')
    .option('--workers <n>', 'threads for the runs without each tenant', wholeNumber(1, WORKERS_MAX), coresDefault())
    .option('--json', 'print one JSON document')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: Options) => {
      if (options.method === 'counterfactual' && options.resource !== undefined) {
        throw new UnusableInput({
          code: 'blame-only',
          path: '',
          message:
            'found --resource with --method counterfactual: latency has no parts by resource; leave one of them out',
        });
      }
      const execution = executionInput(file, options);
      if (options.method === 'blame') showBlame(execution, options);
      else await showCounterfactual(execution, options);
      session.exit(EXIT.done);
    });

  function showBlame(execution: Execution, { resource, json }: Options): void {
    const found = blameInterference(execute(execution));
    const known = Object.keys(found.byResource);
    if (resource !== undefined && !known.includes(resource)) {
      throw new UnusableInput({
        code: 'unknown-resource',
        path: '',
        message: `found --resource ${resource}, at which nobody was delayed: ${didYouMean(resource, known)}`,
      });
    }
    if (json === true) printJson(session, found);
    else session.terminal.out(describeBlame(found, resource));
  }

  async function showCounterfactual(execution: Execution, { workers, json }: Options): Promise<void> {
    const others = withoutEach(execution, workers);
    const result = execute(execution).result();
    const found = counterfactualInterference(result, await others);
    if (json === true) printJson(session, found);
    else session.terminal.out(describeCounterfactual(found));
  }
};

function coresDefault(): number {
  return Math.min(WORKERS_MAX, availableParallelism());
}
