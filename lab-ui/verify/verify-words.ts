/** @module What the verify page says: one verdict, the steps as questions, dates for people. */

import type { CertificateReport, CertificateState, CertificateStep } from '../../sim-engine/protocol/certificates.ts';
import type { StateName } from '../marks/state-glyph.ts';

/** The steps in the words of the page. */
export const STEP_TITLES: Readonly<Record<CertificateStep['id'], string>> = {
  found: 'A certificate is found',
  canonical: 'Its bytes are in the one form it can have',
  signature: 'The signature is this lab’s',
  revocation: 'It is not revoked',
};

/** Glyph of a step's outcome. */
export const OUTCOME_GLYPHS: Readonly<Record<CertificateStep['outcome'], StateName>> = {
  holds: 'fine',
  fails: 'over',
  'not-checked': 'not-yet',
};

/** The outcome read aloud. */
export const OUTCOME_WORDS: Readonly<Record<CertificateStep['outcome'], string>> = {
  holds: 'holds',
  fails: 'does not hold',
  'not-checked': 'not checked',
};

const VERDICTS: Readonly<Record<CertificateState, string>> = {
  valid: 'Genuine, and not revoked.',
  revoked: 'Genuine once, and revoked since.',
  unknown: 'This lab cannot vouch for it.',
  damaged: 'Damaged: this is not what was issued.',
};

/** @returns the page's headline */
export function verdict({ state, issue }: CertificateReport): string {
  if (issue?.code === 'certificate-unknown') return 'This lab has no such certificate.';
  return VERDICTS[state];
}

/** @returns what was seen as a sentence of its own; the command prints the same words after a colon */
export function sentence(seen: string): string {
  const text = seen.charAt(0).toUpperCase() + seen.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}

/** @param iso  ISO 8601 @returns for example "28 November 2026", in UTC, so that everybody reads the same day */
export function dayOf(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** @param iso  ISO 8601 @returns for example "14:32:07 UTC" */
export function timeOf(iso: string): string {
  return `${iso.slice(11, 19)} UTC`;
}
