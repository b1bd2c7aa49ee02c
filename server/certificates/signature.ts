/** @module The signature of a certificate: HMAC-SHA256 over a tag of what is signed and the canonical bytes. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Certificate, CertificateBody } from '../../sim-engine/protocol/certificates.ts';
import { canonicalJson } from '../content/canonical-json.ts';

/**
 * Says what is signed, so that no signature of anything else under the same key is one of a certificate. Canonical JSON begins
 * with a brace and never with NUL: where the tag ends is never in doubt.
 */
const DOMAIN_TAG = 'tenantlab certificate v1\0';
const KEY_ID_TAG = 'tenantlab certificate key id v1\0';

/** A signing key and the name that certificates call it by. */
export interface CertificateKey {
  /** 16 hex digits of a hash of the secret. */
  readonly keyId: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/**
 * @param secret  any bytes
 * @param parts   of the message, in order; where one ends and the next begins makes no difference
 * @returns 32 bytes
 * @source RFC 2104; test vectors in RFC 4231
 */
export function hmacSha256(secret: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** @param secret  32 bytes */
export function keyIdOf(secret: Uint8Array): string {
  return createHash('sha256').update(KEY_ID_TAG, 'utf8').update(secret).digest('hex').slice(0, 16);
}

/**
 * @param key   that the body names
 * @param body  what is signed
 */
export function sign(key: CertificateKey, body: CertificateBody): Certificate {
  return { ...body, signature: Buffer.from(bodyHmac(key, body)).toString('hex') };
}

/**
 * @param key          that the certificate names
 * @param certificate  as it was read: its signature is 64 hex digits
 * @returns whether the signature is good; takes the same time wherever two signatures differ
 */
export function isSignedBy(key: CertificateKey, certificate: Certificate): boolean {
  const { signature, ...body } = certificate;
  const claimed = Buffer.from(signature, 'hex');
  const due = bodyHmac(key, body);
  return claimed.length === due.length && timingSafeEqual(claimed, due);
}

function bodyHmac({ secret }: CertificateKey, body: CertificateBody): Uint8Array {
  return hmacSha256(secret, Buffer.from(DOMAIN_TAG, 'utf8'), Buffer.from(canonicalJson(body), 'utf8'));
}
