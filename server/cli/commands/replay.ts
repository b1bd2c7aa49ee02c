/** @module `tenantlab replay`: executes a run record again. */
import { EXIT, printJson, type RegisterCommand } from '../command.ts';
import { recordInput, replayInput } from '../record-input.ts';

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
      const record = recordInput(file);
      const outcome = replayInput(file, record);
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
