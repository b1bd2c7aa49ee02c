/** @module The session cookie: which learner, and a secret of which the store keeps only the hash. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Name of the cookie. */
export const SESSION_COOKIE = 'tenantlab';
/** How long a browser keeps it: the course takes weeks, and a learner should find their runs a year later. */
const MAX_AGE_S = 365 * 24 * 3_600;
const VALUE = /^([0-9a-f]{32})\.([0-9a-f]{64})$/;
/** Bytes of entropy in the secret. */
export const SECRET_BYTES = 32;

/** What a cookie claims. */
export interface SessionClaim {
  readonly learnerId: string;
  readonly secret: string;
}

/**
 * @param request  any request, an upgrade included
 * @returns what its cookie claims, or undefined when there is none of the right form
 */
export function sessionClaim(request: IncomingMessage): SessionClaim | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    const match = name === SESSION_COOKIE ? VALUE.exec(value ?? '') : null;
    if (match) return { learnerId: match[1]!, secret: match[2]! };
  }
  return undefined;
}

/**
 * @param claim   the new session
 * @param secure  true when the lab is served over https
 * @returns the Set-Cookie header's value
 */
export function sessionCookie(claim: SessionClaim, secure: boolean): string {
  const value = `${SESSION_COOKIE}=${claim.learnerId}.${claim.secret}`;
  return `${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${MAX_AGE_S}${secure ? '; Secure' : ''}`;
}

/** @returns SHA-256 of a secret, lowercase hex */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares without telling by its duration how much was right. */
export function secretMatches(secret: string, sha256: string): boolean {
  const expected = Buffer.from(sha256, 'hex');
  const found = Buffer.from(secretHash(secret), 'hex');
  return expected.length === found.length && timingSafeEqual(expected, found);
}
