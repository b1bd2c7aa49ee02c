/** @module The version of the notation that a scenario file is written in; a file without one is in the first. */
import { leaf, readNumber, refuse } from './leaf.ts';

/** The notation of today. Whoever raises it writes a migration (`scenarios/migrations/`). */
export const FORMAT_NEWEST = 1;

const WHAT = 'the version of the notation; 1 when it is left out';

/** `format: 1`. */
export const format = leaf<number>(
  { type: 'integer', minimum: 1, maximum: FORMAT_NEWEST, description: WHAT },
  (value) => {
    const reading = readNumber(WHAT, { min: 1, max: 1_000_000 }, true, value);
    if (!('value' in reading) || reading.value === FORMAT_NEWEST) return reading;
    const found = `found the notation ${reading.value}, expected ${FORMAT_NEWEST}`;
    return reading.value < FORMAT_NEWEST
      ? refuse('old-format', `${found}: run tenantlab migrate on the file`)
      : refuse('newer-format', `${found}: use a newer TenantLab, or write the file in this notation`);
  },
);
