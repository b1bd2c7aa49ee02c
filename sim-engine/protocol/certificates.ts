/** @module Certificates on the wire: what one says, what a check of it found, and what a learner could have certified. */
import type { Issue } from '../kernel/result.ts';

/** One scenario that was passed, and the run that shows it. */
export interface CertificateModule {
  readonly scenarioId: string;
  readonly title: string;
  /** sha256 (hex) of the scenario's canonical JSON. */
  readonly scenarioSha256: string;
  readonly engineVersion: string;
  readonly seed: number;
  /** Digest that executing the run again must give. */
  readonly runDigest: string;
  readonly score: number;
  readonly scoreMax: number;
  /** Least score that passes. */
  readonly passScore: number;
  /** When the run was begun, ISO 8601. */
  readonly begunAt: string;
}

/** What is signed. A capstone has no field before there is a capstone; adding one is another version. */
export interface CertificateBody {
  readonly format: 'tenantlab-certificate';
  readonly version: 1;
  /** Names the key of the signature without telling it. */
  readonly keyId: string;
  /** 128 random bits, hex. */
  readonly id: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly issuedAt: string;
  /** As the learner gave it, in Unicode's composed form. */
  readonly name: string;
  /** At least one, in the order of their scenario ids. */
  readonly modules: readonly CertificateModule[];
}

/** A certificate as the file has it. */
export interface Certificate extends CertificateBody {
  /** HMAC-SHA256, lowercase hex. */
  readonly signature: string;
}

/** Why a certificate was taken back. */
export interface Revocation {
  /** ISO 8601. */
  readonly revokedAt: string;
  readonly reason: string;
}

/** What a check came to. `unknown`: this server neither issued it nor can say anything about its signature. */
export type CertificateState = 'valid' | 'revoked' | 'unknown' | 'damaged';

/** One thing that was checked, in the order of checking. */
export interface CertificateStep {
  readonly id: 'found' | 'canonical' | 'signature' | 'revocation';
  readonly outcome: 'holds' | 'fails' | 'not-checked';
  /** What was seen, one sentence. */
  readonly seen: string;
}

/** What a check of a certificate found. `GET /api/certificates/:id`, `POST /api/certificates/check` */
export interface CertificateReport {
  readonly state: CertificateState;
  readonly steps: readonly CertificateStep[];
  /** Null unless the signature is good: nothing unproved is shown. */
  readonly certificate: Certificate | null;
  readonly revocation: Revocation | null;
  /** Why it is not valid, or null. */
  readonly issue: Issue | null;
  /** ISO 8601. */
  readonly checkedAt: string;
}

/** A finished run that passes, as its journal has it; issuing executes it again. */
export interface EarnedModule {
  readonly runId: string;
  readonly scenarioId: string;
  readonly title: string;
  readonly seed: number;
  readonly score: number;
  readonly scoreMax: number;
  readonly passScore: number;
}

/** A certificate that the learner holds. */
export interface IssuedCertificate {
  readonly id: string;
  readonly name: string;
  readonly issuedAt: string;
  readonly titles: readonly string[];
  readonly revoked: boolean;
}

/** `GET /api/certificates` */
export interface CertificateShelf {
  /** The best passing run of each scenario. */
  readonly earned: readonly EarnedModule[];
  /** The newest first. */
  readonly issued: readonly IssuedCertificate[];
}
