/** @module `tenantlab replay`: executes a run record again. */
import { AssertionFailure } from '../../../sim-engine/index.ts';
import { replayRecord } from '../../headless/replay-record.ts';
import { RECORD_BYTES_MAX, type RunRecord, readRunRecord } from '../../headless/run-record.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';
import { textInput } from '../inputs.ts';

export const registerReplay: RegisterCommand = (program, session) => {
  program
    .command('replay')
    .summary('execute a run record again and compare')
    .description(
      'Executes a run record again: exit 0 when everything is as recorded, 1 when it diverged, 2 when the record cannot be used.',
    )
    .argument('<record>', 'run record from `run --out` or from the lab')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  tenantlab replay run.json')
    .action((file: string, options: { readonly json?: boolean }) => {
      const read = readRunRecord(textInput(file, RECORD_BYTES_MAX));
      if (!read.ok)
        throw new UnusableInput(...read.issues.map((each) => ({ ...each, message: `${file}: ${each.message}` })));
      const record = read.value;
      const outcome = replayOrRefuse(file, record);
      const replayed = outcome.run.digest();
      const matched = outcome.kind === 'matched';
      if (options.json === true) {
        const { scenario, seed, untilUs, digest } = record;
        const common = {
          verdict: outcome.kind,
          scenario: scenario.id,
          seed,
          simulatedMs: untilUs / 1000,
          events: outcome.run.events,
          digest: { recorded: digest, replayed },
        };
        printJson(
          session,
          outcome.kind === 'matched'
            ? common
            : {
                ...common,
                message: outcome.message,
                ...(outcome.at && { at: outcome.at }),
                ...(outcome.field && { field: outcome.field }),
              },
        );
      } else if (outcome.kind === 'matched') {
        session.terminal.out(`matched: ${outcome.run.events} events, digest ${replayed}\n`);
      }
      if (outcome.kind === 'diverged') session.terminal.err(`${file}: ${outcome.message}\n`);
      session.exit(matched ? EXIT.done : EXIT.doesNotHold);
    });
};

/** A record that somebody forged, hash included, can hold a world that the engine refuses. */
function replayOrRefuse(file: string, record: RunRecord): ReturnType<typeof replayRecord> {
  try {
    return replayRecord(record);
  } catch (error) {
    if (!(error instanceof AssertionFailure)) throw error;
    throw new UnusableInput({
      code: 'engine-refused',
      path: '',
      message: `${file}: the engine refuses this record: ${error.message}`,
    });
  }
}
