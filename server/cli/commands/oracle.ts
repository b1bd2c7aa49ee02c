/** @module `tenantlab oracle`: the engine's self-test against queueing theory, line by line. */
import { ORACLES } from '../../../sim-engine/oracle/index.ts';
import type { Oracle } from '../../../sim-engine/oracle/oracle.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';
import { columns, digits, table } from '../table.ts';

export const registerOracle: RegisterCommand = (program, session) => {
  program
    .command('oracle')
    .summary('check the engine against theory')
    .description(
      'Runs models whose answers are known from theory and compares; exits 1 when one does not hold. Takes about two minutes.',
    )
    .option('--long', 'more jobs and narrower intervals; takes many minutes')
    .option('--only <ids>', 'run these alone, ids separated by commas: A01,A46')
    .option('--json', 'print one JSON document: {items: [{id, expected, measured, interval, verdict}]}')
    .addHelpText('after', '\nExample:\n  tenantlab oracle')
    .action((options: { readonly json?: boolean; readonly long?: boolean; readonly only?: string }) => {
      const items = chosen(options.only).map((oracle) => oracle.run({ long: options.long === true }));
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

function chosen(only: string | undefined): readonly Oracle[] {
  if (only === undefined) return ORACLES;
  return only.split(',').map((id) => {
    const found = ORACLES.find((oracle) => oracle.id === id.trim());
    if (found !== undefined) return found;
    const ids = ORACLES.map((oracle) => oracle.id);
    const message = `there is no oracle ${id}: expected ids from ${ids[0]} to ${ids.at(-1)}, separated by commas`;
    throw new UnusableInput({ code: 'unknown-oracle', path: '--only', message });
  });
}
