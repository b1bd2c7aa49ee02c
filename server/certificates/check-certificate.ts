/** @module Checks a certificate step by step, and says of every step what was seen. */
import { type Issue, issue, type Result } from '../../sim-engine/kernel/result.ts';
import type {
  Certificate,
  CertificateReport,
  CertificateState,
  CertificateStep,
  Revocation,
} from '../../sim-engine/protocol/certificates.ts';
import { readCertificate } from './certificate-file.ts';
import { type CertificateKey, isSignedBy } from './signature.ts';

/** What a check works with. */
export interface CheckMeans {
  /** The key held here, or undefined where there is none. */
  readonly key: CertificateKey | undefined;
  /** Asked only for a certificate whose signature is good. */
  revocationOf(id: string): Promise<Revocation | undefined>;
  /** Now, ISO 8601. */
  readonly checkedAt: string;
}

/** Names of the steps in order; a step after one that fails is not checked. */
const STEPS = ['found', 'canonical', 'signature', 'revocation'] as const;
/** What a file may be refused for that makes it another lab's or another release's, rather than a changed one. */
const STATE_OF: Readonly<Record<string, CertificateState>> = {
  'certificate-unknown': 'unknown',
  'certificate-version': 'unknown',
  'other-key': 'unknown',
  'no-key': 'unknown',
  revoked: 'revoked',
};
const NOT_FOUND_CODES: ReadonlySet<string> = new Set(['not-json', 'not-a-certificate', 'certificate-version']);

/**
 * @param text   the certificate's file
 * @param found  how the text was come by, one sentence
 * @param means  key, revocations, time
 * @returns the report; nothing in a file makes this throw
 */
export async function checkCertificate(text: string, found: string, means: CheckMeans): Promise<CertificateReport> {
  const read = readCertificate(text);
  if (!read.ok) return refusedReport(read, means.checkedAt);
  const certificate = read.value;
  const { key } = means;
  const steps = [holds('found', found), holds('canonical', `${text.length} characters, in the one form of RFC 8785`)];
  const problem = signatureProblem(key, certificate);
  if (problem) return report(steps, 'signature', problem, means.checkedAt);
  steps.push(holds('signature', `HMAC-SHA256 under key ${certificate.keyId}`));
  const revocation = await means.revocationOf(certificate.id);
  const signed = { certificate, revocation: revocation ?? null };
  if (revocation) {
    const message = `It was revoked on ${revocation.revokedAt.slice(0, 10)}: ${revocation.reason}`;
    return { ...report(steps, 'revocation', issue('revoked', '', message), means.checkedAt), ...signed };
  }
  steps.push(holds('revocation', 'No revocation is recorded'));
  return { state: 'valid', steps, issue: null, checkedAt: means.checkedAt, ...signed };
}

/**
 * @param problem    why there is nothing to check
 * @param checkedAt  now, ISO 8601
 */
export function notFoundReport(problem: Issue, checkedAt: string): CertificateReport {
  return report([], 'found', problem, checkedAt);
}

/** Where and how a text that could not be read as a certificate failed. */
function refusedReport(read: Result<Certificate> & { readonly ok: false }, checkedAt: string): CertificateReport {
  const problem = read.issues[0]!;
  if (NOT_FOUND_CODES.has(problem.code)) return report([], 'found', problem, checkedAt);
  return report([holds('found', 'A file that says it is a certificate')], 'canonical', problem, checkedAt);
}

function signatureProblem(key: CertificateKey | undefined, certificate: Certificate): Issue | undefined {
  if (key === undefined) {
    const message = `The signature was not checked: no key is held here. Ask the issuer, ${certificate.issuer}, who holds key ${certificate.keyId}.`;
    return issue('no-key', 'keyId', message);
  }
  if (key.keyId !== certificate.keyId) {
    const message = `It names key ${certificate.keyId}, and the key held here is ${key.keyId}: ask the lab that issued it.`;
    return issue('other-key', 'keyId', message);
  }
  if (isSignedBy(key, certificate)) return undefined;
  const message =
    'The signature does not fit: something in it was changed after it was issued, or it was never issued.';
  return issue('bad-signature', 'signature', message);
}

/** A report that ends at one step. */
function report(
  held: readonly CertificateStep[],
  at: CertificateStep['id'],
  problem: Issue,
  checkedAt: string,
): CertificateReport {
  const isOpen = problem.code === 'no-key' || problem.code === 'other-key';
  const ended: CertificateStep = { id: at, outcome: isOpen ? 'not-checked' : 'fails', seen: problem.message };
  const rest = STEPS.slice(STEPS.indexOf(at) + 1).map(
    (id): CertificateStep => ({ id, outcome: 'not-checked', seen: 'Not checked: a step before it did not hold' }),
  );
  return {
    state: STATE_OF[problem.code] ?? 'damaged',
    steps: [...held, ended, ...rest],
    certificate: null,
    revocation: null,
    issue: problem,
    checkedAt,
  };
}

function holds(id: CertificateStep['id'], seen: string): CertificateStep {
  return { id, outcome: 'holds', seen };
}
