/** @module A key, a certificate signed with it, and a check of texts against it. */
import { certificateText } from '../../server/certificates/certificate-file.ts';
import { checkCertificate } from '../../server/certificates/check-certificate.ts';
import { type CertificateKey, keyIdOf, sign } from '../../server/certificates/signature.ts';
import type { CertificateBody, CertificateReport, Revocation } from '../../sim-engine/protocol/certificates.ts';

/** @param fill  byte that the secret is made of */
export function keyOf(fill: number): CertificateKey {
  const secret = new Uint8Array(32).fill(fill);
  return { keyId: keyIdOf(secret), secret };
}

/** The key of these tests. */
export const KEY = keyOf(7);

/** What is signed. */
export const BODY: CertificateBody = {
  format: 'tenantlab-certificate',
  version: 1,
  keyId: KEY.keyId,
  id: '0123456789abcdef0123456789abcdef',
  issuer: 'TenantLab',
  issuedAt: '2026-11-28T15:00:00.000Z',
  name: 'Zoë Müller',
  modules: [
    {
      scenarioId: 'noisy-neighbour',
      title: 'Noisy neighbour',
      scenarioSha256: 'ab'.repeat(32),
      engineVersion: '3',
      seed: 7,
      runDigest: '0123456789abcdef',
      score: 100,
      scoreMax: 100,
      passScore: 80,
      begunAt: '2026-11-28T14:00:00.000Z',
    },
  ],
};

/** Its file. */
export const TEXT = certificateText(sign(KEY, BODY));

/** @param bytes  a file as commands and pages read one; what is not UTF-8 is refused before anything else */
export async function stateOf(bytes: Uint8Array): Promise<string> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return 'not-utf8';
    throw error;
  }
  return (await checkText(text)).state;
}

/**
 * @param text        a file
 * @param key         the key held, or null for none
 * @param revocation  what is recorded of it
 */
export function checkText(
  text: string,
  key: CertificateKey | null = KEY,
  revocation?: Revocation,
): Promise<CertificateReport> {
  const revocationOf = async (): Promise<Revocation | undefined> => revocation;
  return checkCertificate(text, 'Given by a test', {
    key: key ?? undefined,
    revocationOf,
    checkedAt: '2026-11-28T16:00:00.000Z',
  });
}
