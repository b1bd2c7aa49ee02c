/** @module `verify` and `certificate revoke`: exit codes where the key is held, elsewhere, and after a revocation. */
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CertificateReport } from '../../sim-engine/protocol/certificates.ts';
import { BODY, KEY, keyOf, TEXT } from '../support/certificate-samples.ts';
import { commandLine, folderOfTests, temporaryFolder } from './support.ts';

const folder = folderOfTests();
const data = join(folder, 'data');
const file = join(folder, 'certificate.json');

/** A data directory as a server leaves it: a key, and the certificate. */
function dataDirectory(path: string, key = KEY): void {
  mkdirSync(join(path, 'certificates'), { recursive: true });
  mkdirSync(join(path, 'revocations'));
  const line = `tenantlab-certificate-key 1 ${key.keyId} ${Buffer.from(key.secret).toString('hex')}\n`;
  writeFileSync(join(path, 'certificate.key'), line, { mode: 0o600 });
  const document = { certificateId: BODY.id, learnerId: 'e'.repeat(32), text: TEXT, runIds: ['d'.repeat(32)] };
  const envelope = { version: 1, kind: 'certificate', document };
  writeFileSync(join(path, 'certificates', `${BODY.id}.json`), JSON.stringify(envelope));
}

async function verified(
  name: string,
  dir: string,
): Promise<{ readonly code: number | null; readonly report: CertificateReport }> {
  const { code, out } = await commandLine(['verify', name, '--data', dir, '--json'], folder);
  return { code, report: JSON.parse(out) as CertificateReport };
}

beforeAll(() => {
  writeFileSync(file, TEXT);
  dataDirectory(data);
});

describe('verify', () => {
  it('says step by step that a certificate is valid, by file and by id', async () => {
    for (const name of [file, BODY.id]) {
      const { code, report } = await verified(name, data);
      expect([code, report.state, report.certificate?.name]).toEqual([0, 'valid', 'Zoë Müller']);
    }
    const { code, out, err } = await commandLine(['verify', file, '--data', data]);
    expect(`${code} ${err}`).toBe('0 ');
    for (const word of ['signature good', 'Noisy neighbour', '100 of 100', '0123456789abcdef', 'replay'])
      expect(out).toContain(word);
  });

  it('exits 1 when it was changed, and tells which step failed', async () => {
    const forged = join(folder, 'forged.json');
    writeFileSync(forged, TEXT.replace('"score":100', '"score":101'));
    const { code, report } = await verified(forged, data);
    expect([code, report.state, report.issue?.code]).toEqual([1, 'damaged', 'bad-signature']);
    writeFileSync(forged, `${TEXT}\n`);
    expect(await verified(forged, data)).toMatchObject({ code: 1, report: { issue: { code: 'not-canonical' } } });
    expect(await verified('0'.repeat(32), data)).toMatchObject({ code: 1, report: { state: 'unknown' } });
  });

  it('exits 2 where the key is not held, and says that the signature was not checked', async () => {
    const elsewhere = join(temporaryFolder(), 'nothing');
    const without = await verified(file, elsewhere);
    expect([without.code, without.report.issue?.code]).toEqual([2, 'no-key']);
    expect((await commandLine(['verify', file, '--data', elsewhere])).err).toContain(
      'was not checked: no key is held here',
    );
    const other = join(temporaryFolder(), 'other');
    dataDirectory(other, keyOf(9));
    expect(await verified(file, other)).toMatchObject({ code: 2, report: { issue: { code: 'other-key' } } });
  });

  it('exits 2 for what is no certificate, and for a key that cannot be trusted', async () => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, '{"format":"tenantlab-run"}');
    expect((await verified(bad, data)).code).toBe(2);
    expect((await commandLine(['verify', join(folder, 'none.json'), '--data', data])).code).toBe(2);
    const open = join(temporaryFolder(), 'open');
    dataDirectory(open);
    chmodSync(join(open, 'certificate.key'), 0o644);
    const { code, err } = await commandLine(['verify', file, '--data', open]);
    expect(code).toBe(2);
    expect(err).toMatch(/key-unusable: .*644.*chmod 600/);
  });
});

describe('certificate revoke', () => {
  it('records an event with its reason once; verify then exits 1', async () => {
    const path = join(temporaryFolder(), 'data');
    dataDirectory(path);
    const revoke = async (reason: string) =>
      await commandLine(['certificate', 'revoke', BODY.id, '--reason', reason, '--data', path]);
    expect(await revoke('issued twice')).toMatchObject({ code: 0, err: '' });
    const again = await revoke('another reason');
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/^was revoked before: .*issued twice/);
    expect(readdirSync(join(path, 'revocations'))).toEqual([`${BODY.id}.json`]);
    const { code, report } = await verified(file, path);
    expect([code, report.state, report.revocation?.reason]).toEqual([1, 'revoked', 'issued twice']);
  });

  it('refuses an id that is not there, a reason that says nothing, and a directory that is none', async () => {
    const run = async (id: string, reason: string, dir: string) =>
      await commandLine(['certificate', 'revoke', id, '--reason', reason, '--data', dir]);
    expect(await run('0'.repeat(32), 'x', data)).toMatchObject({
      code: 2,
      err: expect.stringContaining('certificate-unknown'),
    });
    expect((await run('../../etc', 'x', data)).code).toBe(2);
    expect(await run(BODY.id, '  ', data)).toMatchObject({ code: 2, err: expect.stringContaining('bad-reason') });
    expect((await run(BODY.id, 'x', join(folder, 'nowhere'))).code).toBe(2);
    expect((await commandLine(['certificate', 'revoke', BODY.id, '--data', data])).code).toBe(2);
  });
});
