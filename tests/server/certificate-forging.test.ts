/** @module Forging recipes for certificates: each is refused under its own name, and none of them gains anything. */
import { describe, expect, it } from 'vitest';
import { certificateText } from '../../server/certificates/certificate-file.ts';
import { hmacSha256, isSignedBy, sign } from '../../server/certificates/signature.ts';
import { canonicalJson } from '../../server/content/canonical-json.ts';
import type { Certificate, CertificateBody } from '../../sim-engine/protocol/certificates.ts';
import { BODY, checkText, KEY, keyOf, TEXT } from '../support/certificate-samples.ts';

const SIGNED = JSON.parse(TEXT) as Certificate;
const OTHER = sign(KEY, { ...BODY, id: 'f'.repeat(32), name: 'Somebody else' });

/** A signature under the right key over the right bytes, behind another tag. */
function taggedOtherwise(tag: string): string {
  const hmac = hmacSha256(KEY.secret, Buffer.from(tag), Buffer.from(canonicalJson(BODY)));
  return certificateText({ ...BODY, signature: Buffer.from(hmac).toString('hex') });
}

/** Any value under a good signature: what only the key's holder could make, and the schema must refuse. */
function signedAnyway(change: (body: Record<string, unknown>) => void): string {
  const body = structuredClone(BODY) as unknown as Record<string, unknown>;
  change(body);
  return canonicalJson(sign(KEY, body as unknown as CertificateBody));
}

const last = TEXT.lastIndexOf('"version":1');
const RECIPES: readonly (readonly [what: string, text: string, code: string])[] = [
  ['another name', TEXT.replace('Zoë', 'Zoé'), 'bad-signature'],
  ['a better score', TEXT.replace('"score":100', '"score":101'), 'bad-signature'],
  ['a lower pass mark', TEXT.replace('"passScore":80', '"passScore":10'), 'bad-signature'],
  ['another seed', TEXT.replace('"seed":7', '"seed":8'), 'bad-signature'],
  ['another digest', TEXT.replace('0123456789abcdef"', '0123456789abcdee"'), 'bad-signature'],
  ['an earlier date', TEXT.replace('2026-11-28T15', '2025-11-28T15'), 'bad-signature'],
  ['another id', TEXT.replace(BODY.id, 'a'.repeat(32)), 'bad-signature'],
  ['another issuer', TEXT.replace('"issuer":"TenantLab"', '"issuer":"TenantLac"'), 'bad-signature'],
  ['a module twice', certificateText({ ...SIGNED, modules: [...BODY.modules, ...BODY.modules] }), 'bad-signature'],
  ['the signature of another certificate', certificateText({ ...SIGNED, signature: OTHER.signature }), 'bad-signature'],
  ['a signature of zeros', certificateText({ ...SIGNED, signature: '0'.repeat(64) }), 'bad-signature'],
  ['a signature in capitals', TEXT.replace(SIGNED.signature, SIGNED.signature.toUpperCase()), 'bad-field'],
  ['half a signature', TEXT.replace(SIGNED.signature, SIGNED.signature.slice(0, 32)), 'bad-field'],
  ['no signature', canonicalJson(BODY), 'bad-field'],
  [
    'a key id of its own, signed with its own key',
    certificateText(sign(keyOf(8), { ...BODY, keyId: keyOf(8).keyId })),
    'other-key',
  ],
  ['our key id over a signature of its own', certificateText(sign(keyOf(8), BODY)), 'bad-signature'],
  ['no tag', taggedOtherwise(''), 'bad-signature'],
  ['the tag of something else', taggedOtherwise('tenantlab journal v1\0'), 'bad-signature'],
  ['a tag without its end', taggedOtherwise('tenantlab certificate v1'), 'bad-signature'],
  ['keys in another order', JSON.stringify(Object.fromEntries(Object.entries(SIGNED).reverse())), 'not-canonical'],
  ['a blank between', TEXT.replace(',', ', '), 'not-canonical'],
  ['a line break at the end', `${TEXT}\n`, 'not-canonical'],
  ['a byte order mark', `\ufeff${TEXT}`, 'not-json'],
  ['an exponent', TEXT.replace('"score":100', '"score":1e2'), 'not-canonical'],
  ['a decimal point', TEXT.replace('"seed":7', '"seed":7.0'), 'not-canonical'],
  ['a minus before nothing', TEXT.replace('"seed":7', '"seed":-0'), 'not-canonical'],
  ['a letter as its escape', TEXT.replace('TenantLab', '\\u0054enantLab'), 'not-canonical'],
  ['a slash escaped', TEXT.replace('Noisy', 'Noisy\\/'), 'not-canonical'],
  ['letters decomposed', TEXT.replace('Zoë Müller', 'Zoë Müller'.normalize('NFD')), 'bad-signature'],
  ['a letter that looks the same', TEXT.replace('Zo', 'Z\u043e'), 'bad-signature'],
  ['a character that turns the direction', TEXT.replace('Zoë', 'Zoë\u202e'), 'bad-field'],
  ['half of a surrogate pair', TEXT.replace('Zoë', '\\ud800'), 'bad-field'],
  ['the end cut off', TEXT.slice(0, -1), 'not-json'],
  ['half of it', TEXT.slice(0, TEXT.length >> 1), 'not-json'],
  ['nothing', '', 'not-json'],
  ['two of them', TEXT + TEXT, 'not-json'],
  ['a key twice, the first kept by some', TEXT.replace('{', '{"name":"Mallory",'), 'duplicate-key'],
  ['a key twice, once as an escape', TEXT.replace('{', '{"nam\\u0065":"Mallory",'), 'duplicate-key'],
  ['a key twice within a module', TEXT.replace('"score":', '"score":1,"score":'), 'duplicate-key'],
  ['a field that does not exist', TEXT.replace('{', '{"admin":true,'), 'unknown-field'],
  [
    'a capstone that does not exist yet',
    signedAnyway((body) => Object.assign(body, { capstone: {} })),
    'unknown-field',
  ],
  [
    'a field in a module, signed',
    signedAnyway((body) => Object.assign((body.modules as object[])[0]!, { x: 1 })),
    'unknown-field',
  ],
  ['a prototype', TEXT.replace('{', '{"__proto__":{"name":"Mallory"},'), 'unknown-field'],
  ['no modules, signed', signedAnyway((body) => Object.assign(body, { modules: [] })), 'bad-field'],
  ['another version', `${TEXT.slice(0, last)}"version":2}`, 'certificate-version'],
  ['another version, signed', signedAnyway((body) => Object.assign(body, { version: 2 })), 'certificate-version'],
  ['a version in words', TEXT.replace('"version":1', '"version":"1"'), 'certificate-version'],
  ['another format', TEXT.replace('tenantlab-certificate', 'tenantlab-run'), 'not-a-certificate'],
  ['a list of one', `[${TEXT}]`, 'not-a-certificate'],
  ['null', 'null', 'not-a-certificate'],
  ['brackets without end', '['.repeat(20_000) + ']'.repeat(20_000), 'not-a-certificate'],
];

describe('forging', () => {
  it('starts from one that is valid', async () => {
    expect(await checkText(TEXT)).toMatchObject({
      state: 'valid',
      issue: null,
      certificate: SIGNED,
      steps: ['found', 'canonical', 'signature', 'revocation'].map((id) => ({ id, outcome: 'holds' })),
    });
  });

  it.each(RECIPES)('with %s is refused by name, and shows nothing', async (_, text, code) => {
    expect(text).not.toBe(TEXT);
    const report = await checkText(text);
    expect(report.issue?.code).toBe(code);
    expect(report.state).not.toBe('valid');
    expect(report.certificate).toBeNull();
    expect(report.steps.map(({ id }) => id)).toEqual(['found', 'canonical', 'signature', 'revocation']);
    expect(report.steps.at(-1)?.outcome).toBe('not-checked');
  });

  it('by a certificate that was revoked does not help either', async () => {
    const revocation = { revokedAt: '2026-11-28T15:30:00.000Z', reason: 'issued twice' };
    const report = await checkText(TEXT, KEY, revocation);
    expect(report).toMatchObject({ state: 'revoked', issue: { code: 'revoked' }, revocation, certificate: SIGNED });
    expect(report.steps.at(-1)).toMatchObject({ id: 'revocation', outcome: 'fails' });
  });

  it('says of a signature that cannot be checked here that it was not checked', async () => {
    const without = await checkText(TEXT, null);
    expect(without).toMatchObject({ state: 'unknown', certificate: null, issue: { code: 'no-key' } });
    expect(without.steps[2]).toMatchObject({ id: 'signature', outcome: 'not-checked' });
  });

  it('compares all of a signature', () => {
    for (let at = 0; at < 64; at++) {
      const digit = SIGNED.signature[at] === '0' ? '1' : '0';
      const signature = SIGNED.signature.slice(0, at) + digit + SIGNED.signature.slice(at + 1);
      expect(isSignedBy(KEY, { ...SIGNED, signature })).toBe(false);
    }
    expect(isSignedBy(KEY, SIGNED)).toBe(true);
  });
});
