/** @module `tenantlab certificate`: what the keeper of a data directory does with certificates. */
import { revoke } from '../../certificates/revoke.ts';
import { DATA_DEFAULT } from '../../config.ts';
import { systemClock } from '../../core/clock.ts';
import { isPlain } from '../../socket/parse-fields.ts';
import { dataFolder } from '../arguments.ts';
import { certificateData, withData } from '../certificate-data.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';

const REASON_CHARACTERS_MAX = 200;

interface Options {
  readonly reason: string;
  readonly data?: string;
  readonly json?: boolean;
}

export const registerCertificate: RegisterCommand = (program, session) => {
  const parent = program
    .command('certificate')
    .summary('revoke a certificate')
    .description('Certificates of a data directory.')
    .addHelpText(
      'after',
      '\nExample:\n  tenantlab certificate revoke 0123456789abcdef0123456789abcdef --reason "issued twice"',
    );
  parent
    .command('revoke')
    .summary('take a certificate back')
    .description(
      'Records that a certificate was revoked, and why; a server on the same data directory says so from then on. The first record stands: exit 0 for a certificate that was revoked before, 2 for one that is not there.',
    )
    .argument('<id>', 'id of the certificate: the last part of its address')
    .requiredOption('--reason <text>', 'why, for everybody who checks it')
    .option('--data <dir>', `data directory (default: $TENANTLAB_DATA or ${DATA_DEFAULT})`)
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  tenantlab certificate revoke 0123456789abcdef0123456789abcdef --reason "issued twice" --data ./lab-data',
    )
    .action(async (id: string, options: Options) => {
      const reason = options.reason.trim();
      if (reason.length === 0 || reason.length > REASON_CHARACTERS_MAX || !isPlain(reason)) {
        const message = `expected a reason of 1 to ${REASON_CHARACTERS_MAX} plain characters`;
        throw new UnusableInput({ code: 'bad-reason', path: 'reason', message });
      }
      const folder = dataFolder(options.data);
      const revokedAt = new Date(systemClock.wallMs()).toISOString();
      const revoked = await withData(folder, async () => {
        const { store, layout } = certificateData(folder);
        const found = await revoke(store, { certificateId: id, revokedAt, reason });
        if (found) return found;
        const message = `there is no certificate ${id.slice(0, 64)} in ${layout.root}: check the id and --data`;
        throw new UnusableInput({ code: 'certificate-unknown', path: 'id', message });
      });
      const { isNew, event } = revoked;
      if (options.json === true) printJson(session, { isNew, ...event });
      else
        session.terminal.out(
          `${isNew ? 'revoked' : 'was revoked before'}: ${id}, ${event.revokedAt}: ${event.reason}\n`,
        );
      session.exit(EXIT.done);
    });
};
