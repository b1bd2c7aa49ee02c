/**
 * @module The certificate file: exactly one text per certificate, so that whatever else is in a file was not written here.
 *
 * The file is the canonical JSON of the certificate, to the byte. Other orders of keys, white space, forms of numbers or
 * escapes, and keys written twice, are other texts, and refused before the signature is looked at.
 */
import { z } from 'zod';
import { printPath } from '../../scenarios/schema/located.ts';
import { fail, type Issue, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { Certificate } from '../../sim-engine/protocol/certificates.ts';
import { canonicalJson } from '../content/canonical-json.ts';
import { isWithinDepth } from '../core/json-depth.ts';
import { ID_PATTERN } from '../data/data-layout.ts';
import { isPlain } from '../socket/parse-fields.ts';
import { duplicateKey } from './duplicate-key.ts';

/** Name of the format. */
export const CERTIFICATE_FORMAT = 'tenantlab-certificate';
/** Rises whenever a field is added or changes its meaning. */
export const CERTIFICATE_VERSION = 1;
/** Largest file that is read, bytes; one with the most modules and the longest names has half of it. */
export const CERTIFICATE_BYTES_MAX = 64 * 1024;
/** Most modules. */
export const MODULES_MAX = 50;
/** Longest name, UTF-16 code units. */
const NAME_UNITS_MAX = 80;
const DEPTH_MAX = 4;

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime({ precision: 3 });
const plain = (unitsMax: number) => z.string().min(1).max(unitsMax).refine(isPlain, 'expected plain characters');

/** A learner's name: given by a person, shown to strangers. */
export const certificateName = plain(NAME_UNITS_MAX).refine((name) => name.trim() === name, 'expected no outer blanks');

const shape = z.strictObject({
  format: z.literal(CERTIFICATE_FORMAT),
  version: z.literal(CERTIFICATE_VERSION),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  id: z.string().regex(ID_PATTERN),
  issuer: plain(120),
  issuedAt: instant,
  name: certificateName,
  modules: z
    .array(
      z.strictObject({
        scenarioId: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
        title: plain(200),
        scenarioSha256: sha256,
        engineVersion: plain(64),
        seed: count,
        runDigest: z.string().regex(/^[0-9a-f]{8,128}$/),
        // The mean over hidden worlds is not whole.
        score: z.number().min(0).max(Number.MAX_SAFE_INTEGER),
        scoreMax: count,
        passScore: count,
        begunAt: instant,
      }),
    )
    .min(1)
    .max(MODULES_MAX),
  signature: sha256,
});

/** @returns the one text of a certificate */
export function certificateText(certificate: Certificate): string {
  return canonicalJson(certificate);
}

/**
 * Reads a certificate's text; nothing is said about its signature yet.
 *
 * @param text  the whole file
 * @returns the certificate, or one issue: `not-json`, `not-a-certificate`, `certificate-version`, `duplicate-key`, `unknown-field`,
 *   `bad-field` or `not-canonical`
 */
export function readCertificate(text: string): Result<Certificate> {
  const value = parse(text);
  if (value === undefined) return refused('not-json', '', 'this is no JSON');
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isWithinDepth(value, DEPTH_MAX)) {
    return refused('not-a-certificate', '', 'this JSON is no certificate');
  }
  const { format, version } = value as { readonly format?: unknown; readonly version?: unknown };
  if (format !== CERTIFICATE_FORMAT) {
    return refused('not-a-certificate', 'format', `found ${shown(format)}, expected "${CERTIFICATE_FORMAT}"`);
  }
  const twice = duplicateKey(text);
  if (twice !== undefined) return refused('duplicate-key', '', `the key ${shown(twice)} stands twice in one object`);
  if (version !== CERTIFICATE_VERSION) {
    return refused('certificate-version', 'version', `found ${shown(version)}, expected ${CERTIFICATE_VERSION}`);
  }
  const read = shape.safeParse(value);
  if (!read.success) return fail(shapeIssue(read.error.issues[0]));
  const certificate: Certificate = read.data;
  if (canonicalJson(certificate) !== text) {
    return refused('not-canonical', '', 'the bytes are not the canonical form of what they say (RFC 8785)');
  }
  return ok(certificate);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function shapeIssue(found: z.core.$ZodIssue | undefined): Issue {
  const path = printPath(found?.path ?? []);
  if (found?.code === 'unrecognized_keys') {
    const keys = found.keys.map(shown).join(', ');
    return cured('unknown-field', path, `${keys} is no field of a certificate`);
  }
  return cured('bad-field', path, found?.message ?? 'a field is not as it should be');
}

function refused(code: string, path: string, found: string): Result<Certificate> {
  return fail(cured(code, path, found));
}

function cured(code: string, path: string, found: string): Issue {
  return issue(code, path, `${found}: use the file as it was downloaded`);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
