/** @module The store never starts empty by mistake: what is not a document is an error that names the file. */
import { describe, expect, it } from 'vitest';
import { LabError } from '../../server/core/lab-error.ts';
import { dataLayout } from '../../server/data/data-layout.ts';
import { openLowdbStore } from '../../server/store/lowdb-store.ts';
import type { LearnerDocument } from '../../server/store/store.ts';
import { MemoryDisk } from './support/memory-disk.ts';

const LAYOUT = dataLayout('/data');
const ID = 'a'.repeat(32);
const FILE = `/data/learners/${ID}.json`;
const LEARNER: LearnerDocument = {
  learnerId: ID,
  name: 'Ada',
  guideDone: false,
  secretSha256: 'f'.repeat(64),
  createdAt: '2026-01-01T00:00:00.000Z',
};

async function storeWith(text?: string | Uint8Array) {
  const disk = new MemoryDisk();
  await disk.makeFolder('/data');
  if (text !== undefined) disk.plant(FILE, typeof text === 'string' ? new TextEncoder().encode(text) : text);
  return { disk, store: await openLowdbStore(disk, LAYOUT) };
}

const whole = JSON.stringify({ version: 1, kind: 'learner', document: LEARNER });

describe('the embedded store', () => {
  const damaged: readonly (readonly [string, string | Uint8Array])[] = [
    ['empty', ''],
    ['zero bytes', new Uint8Array(512)],
    ['null', 'null'],
    ['false', 'false'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['a byte order mark', `\ufeff${whole}`],
    ['cut short', whole.slice(0, -20)],
    ['another version', whole.replace('"version":1', '"version":2')],
    ['another kind', whole.replace('"kind":"learner"', '"kind":"course"')],
    ['a missing field', whole.replace('"name":"Ada",', '')],
    ['a wrong type', whole.replace('"guideDone":false', '"guideDone":"no"')],
    ['not UTF-8', new Uint8Array([0xff, 0xfe, 0x7b])],
  ];
  for (const [what, bytes] of damaged) {
    it(`refuses a document that is ${what}, names its file and leaves it alone`, async () => {
      const { disk, store } = await storeWith(bytes);
      const before = await disk.read(FILE);
      for (const attempt of [() => store.learners.find(ID), () => store.learners.update(ID, (learner) => learner)]) {
        const failure = await attempt().catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(LabError);
        expect(failure).toMatchObject({
          code: 'document-damaged',
          message: expect.stringContaining(`learners/${ID}.json`),
        });
      }
      expect(await disk.read(FILE)).toEqual(before);
    });
  }

  it('tells a document that never was from one that is damaged, and never makes one up', async () => {
    const { store } = await storeWith();
    expect(await store.learners.find(ID)).toBeUndefined();
    await expect(store.learners.update(ID, (learner) => learner)).rejects.toMatchObject({ code: 'document-missing' });
    expect(await store.learners.find('../../etc/passwd')).toBeUndefined();
  });

  it('keeps the old or the new document, whole, when any one operation of a change is refused or the power goes', async () => {
    for (let refuseAt = 1; refuseAt <= 8; refuseAt++) {
      const { disk, store } = await storeWith(whole);
      disk.refuseAt = disk.operations + refuseAt;
      const changed = await store.learners
        .update(ID, (learner) => ({ ...learner, name: 'Grace' }))
        .then(
          () => true,
          () => false,
        );
      disk.refuseAt = Number.POSITIVE_INFINITY;
      for (const after of [disk.afterKill(), disk.afterPowerCut(0), disk.afterPowerCut(0.5)]) {
        const name = (await (await openLowdbStore(after, LAYOUT)).learners.find(ID))?.name;
        if (changed) expect(name).toBe('Grace');
        else expect(['Ada', 'Grace']).toContain(name);
        expect(await after.list('/data/learners')).toEqual([`${ID}.json`]);
      }
      // Memory is never ahead of the disk: what is shown is what a server started now would read.
      const read = (await (await openLowdbStore(disk.afterKill(), LAYOUT)).learners.find(ID))?.name;
      expect((await store.learners.find(ID))?.name).toBe(read);
    }
  });

  it('makes changes of one document one after the other', async () => {
    const { store } = await storeWith(whole);
    const append = (letter: string) =>
      store.learners.update(ID, (learner) => ({ ...learner, name: learner.name + letter }));
    await Promise.all([...'bcdefg'].map(append));
    expect((await store.learners.find(ID))?.name).toBe('Adabcdefg');
  });
});
