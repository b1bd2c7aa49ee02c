/** @module `tenantlab oracle`: the engine's self-test against queueing theory, line by line. */
import { ORACLES } from '../../../sim-engine/oracle/index.ts';
import { EXIT, printJson, type RegisterCommand } from '../command.ts';
import { columns, digits, table } from '../table.ts';

export const registerOracle: RegisterCommand = (program, session) => {
  program
    .command('oracle')
    .summary('check the engine against theory')
    .description(
      'Runs models whose answers are known from theory and compares; exits 1 when one does not hold. Takes about two minutes.',
    )
    .option('--json', 'print one JSON document: {items: [{id, expected, measured, interval, verdict}]}')
    .addHelpText('after', '\nExample:\n  tenantlab oracle')
    .action((options: { readonly json?: boolean }) => {
      const items = ORACLES.map((oracle) => oracle.run({ long: false }));
      if (options.json === true) {
        printJson(session, { items });
      } else {
        const rows = items.flatMap((item) =>
          Object.entries(item.expected).map(([figure, expected], at) => [
            at === 0 ? item.id : '',
            at === 0 ? item.title : '',
            figure,
            digits(expected),
            digits(item.measured[figure] ?? Number.NaN),
            (item.interval[figure] ?? []).map((bound) => digits(bound)).join(' to '),
            at === 0 ? item.verdict : '',
          ]),
        );
        const cols = columns('oracle', 'model', 'figure', '>theory', '>measured', '>99.9 % interval', 'verdict');
        session.terminal.out(table(cols, rows));
        for (const item of items) {
          if (item.verdict === 'fail') session.terminal.out(`${item.id}: ${item.notes.join('; ')}\n`);
        }
      }
      session.exit(items.every((item) => item.verdict === 'pass') ? EXIT.done : EXIT.doesNotHold);
    });
};
