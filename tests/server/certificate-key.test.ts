/** @module The signing key is made once, kept for good, and refused when it may have been read or changed. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKey, readKey } from '../../server/certificates/key-file.ts';
import { nodeDisk } from '../../server/core/node-disk.ts';
import { systemRandom } from '../../server/core/random-source.ts';
import { MemoryDisk } from './support/memory-disk.ts';
import { temporaryFolder } from './support/server-process.ts';

const FILE = '/data/certificate.key';

async function diskWithKey(): Promise<{ disk: MemoryDisk; text: string }> {
  const disk = new MemoryDisk();
  await disk.makeFolder('/data');
  await openKey(disk, systemRandom, FILE);
  return { disk, text: new TextDecoder().decode(await disk.read(FILE)) };
}

describe('the key', () => {
  it('is for its owner alone, and the same at every later start', async () => {
    const folder = temporaryFolder();
    const path = join(folder.path, 'certificate.key');
    const first = await openKey(nodeDisk, systemRandom, path);
    expect(first.isNew).toBe(true);
    expect(first.key.secret).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await openKey(nodeDisk, systemRandom, path)).toEqual({ key: first.key, isNew: false });
    folder.remove();
  });

  it.each([0o640, 0o604, 0o644, 0o660, 0o777])('is refused with permissions %o', async (mode) => {
    const { disk } = await diskWithKey();
    disk.modes.set(FILE, mode);
    await expect(openKey(disk, systemRandom, FILE)).rejects.toMatchObject({
      code: 'key-unusable',
      message: expect.stringMatching(new RegExp(`permissions ${mode.toString(8)}.*chmod 600`)),
    });
  });

  it('is refused when any one digit of it was changed, when it is cut short or empty, and is left as it is', async () => {
    const { disk, text } = await diskWithKey();
    const changed = ['', 'x', text.slice(0, -2), `${text}\n`, text.replace(' 1 ', ' 2 ')];
    for (let at = text.length - 82; at < text.length - 1; at++) {
      if (text[at] !== ' ') changed.push(text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1));
    }
    for (const content of changed) {
      disk.plant(FILE, new TextEncoder().encode(content));
      await expect(openKey(disk, systemRandom, FILE), content).rejects.toMatchObject({ code: 'key-unusable' });
      expect(new TextDecoder().decode(await disk.read(FILE))).toBe(content);
    }
  });

  it('is there whole or not at all after a kill or a power cut at any operation of its making', async () => {
    for (let refuseAt = 2; refuseAt <= 8; refuseAt++) {
      const disk = new MemoryDisk();
      await disk.makeFolder('/data');
      disk.refuseAt = refuseAt;
      disk.refusesOn = true;
      const made = await openKey(disk, systemRandom, FILE).catch(() => undefined);
      for (const after of [disk.afterKill(), disk.afterPowerCut(0), disk.afterPowerCut(0.5)]) {
        const held = await readKey(after, FILE);
        if (made) expect(held).toEqual(made.key);
        const opened = await openKey(after, systemRandom, FILE);
        if (held) expect(opened).toEqual({ key: held, isNew: false });
        expect(await after.list('/data')).toEqual(['certificate.key']);
      }
    }
  });
});
