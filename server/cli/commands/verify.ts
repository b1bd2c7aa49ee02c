/** @module `tenantlab verify`: checks a certificate. */
import { existsSync } from 'node:fs';
import { issue } from '../../../sim-engine/kernel/result.ts';
import type { CertificateReport } from '../../../sim-engine/protocol/certificates.ts';
import { CERTIFICATE_BYTES_MAX } from '../../certificates/certificate-file.ts';
import { checkCertificate, notFoundReport } from '../../certificates/check-certificate.ts';
import { DATA_DEFAULT } from '../../config.ts';
import { systemClock } from '../../core/clock.ts';
import { ID_PATTERN } from '../../data/data-layout.ts';
import { dataFolder } from '../arguments.ts';
import { type CertificateData, certificateData, withData } from '../certificate-data.ts';
import { EXIT, type ExitCode, issueLine, printJson, type RegisterCommand } from '../command.ts';
import { textInput } from '../inputs.ts';
import { columns, table } from '../table.ts';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
}

/** A verdict needs the key; a file that is none, or of another release, has none either. */
const UNUSABLE: ReadonlySet<string> = new Set([
  'no-key',
  'other-key',
  'not-json',
  'not-a-certificate',
  'certificate-version',
]);

function exitCodeOf({ state, issue }: CertificateReport): ExitCode {
  if (state === 'valid') return EXIT.done;
  return issue !== null && UNUSABLE.has(issue.code) ? EXIT.unusable : EXIT.doesNotHold;
}

/** Checks a file, or the certificate that a data directory keeps under an id. */
async function checked(name: string, data: CertificateData): Promise<CertificateReport> {
  const checkedAt = new Date(systemClock.wallMs()).toISOString();
  const means = {
    key: await data.key(),
    revocationOf: (id: string) => data.store.revocations.find(id),
    checkedAt,
  };
  if (!ID_PATTERN.test(name) || existsSync(name)) {
    return checkCertificate(textInput(name, CERTIFICATE_BYTES_MAX), `Read from ${name}`, means);
  }
  const kept = await data.store.certificates.find(name);
  if (kept) return checkCertificate(kept.text, `Kept in ${data.layout.root}`, means);
  const message = `There is no certificate ${name} in ${data.layout.root}: check the id, or name a file`;
  return notFoundReport(issue('certificate-unknown', '', message), checkedAt);
}

const MARKS = { holds: 'yes', fails: 'NO', 'not-checked': '-' } as const;
const QUESTIONS = {
  found: 'a certificate',
  canonical: 'bytes in canonical form',
  signature: 'signature good',
  revocation: 'not revoked',
} as const;

function describe({ state, steps, certificate }: CertificateReport): string {
  const lines = table(
    columns('checked', 'holds', 'seen'),
    steps.map(({ id, outcome, seen }) => [QUESTIONS[id], MARKS[outcome], seen]),
  );
  if (certificate === null) return `${state}\n\n${lines}`;
  const { name, issuer, issuedAt, modules } = certificate;
  const head = `${state}: ${name}, issued by ${issuer} on ${issuedAt.slice(0, 10)}\n`;
  const rows = modules.map((each) => [
    each.title,
    `${each.score} of ${each.scoreMax}`,
    String(each.passScore),
    String(each.seed),
    each.engineVersion,
    each.runDigest,
  ]);
  const passed = table(columns('passed', '>score', '>pass mark', '>seed', 'engine', 'run digest'), rows);
  return `${head}\n${lines}\n${passed}\nTo run one again: download its record from the page of the certificate, then tenantlab replay RECORD.\n`;
}

export const registerVerify: RegisterCommand = (program, session) => {
  program
    .command('verify')
    .summary('check a certificate')
    .description(
      'Checks a certificate step by step: exit 0 when it is valid; 1 when it is not, or was revoked; 2 when it cannot be checked here. The signature is an HMAC: only a data directory that holds the key can check it.',
    )
    .argument('<certificate>', 'certificate file, or the id of one that the data directory keeps')
    .option('--data <dir>', `data directory with the key (default: $TENANTLAB_DATA or ${DATA_DEFAULT})`)
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  tenantlab verify certificate.json --data ./lab-data')
    .action(async (name: string, options: Options) => {
      const folder = dataFolder(options.data);
      const report = await withData(folder, () => checked(name, certificateData(folder)));
      if (options.json === true) printJson(session, report);
      else session.terminal.out(describe(report));
      if (report.issue) session.terminal.err(issueLine({ ...report.issue, path: '' }));
      session.exit(exitCodeOf(report));
    });
};
