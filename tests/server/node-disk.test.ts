/** @module The machine's disk makes the folders it is asked for, and says so when it cannot. */
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeDisk } from '../../server/core/node-disk.ts';
import { temporaryFolder } from './support/server-process.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.remove());

describe('making a folder', () => {
  it('makes those above it as well, for the owner alone, and leaves one that is there', async () => {
    const deep = join(folder.path, 'a', 'b', 'c');
    await nodeDisk.makeFolder(deep);
    writeFileSync(join(deep, 'kept'), '');
    await Promise.all([nodeDisk.makeFolder(deep), nodeDisk.makeFolder(join(folder.path, 'x', 'y'))]);
    expect(existsSync(join(deep, 'kept'))).toBe(true);
    expect(statSync(join(folder.path, 'a')).mode & 0o777).toBe(0o700);
  });

  it('is refused where a file stands, or stands above it', async () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    await expect(nodeDisk.makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(nodeDisk.makeFolder(join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.runIf(existsSync('/proc/self'))(
    'is refused where the file system makes none, instead of asking for ever',
    async () => {
      await expect(nodeDisk.makeFolder('/proc/nowhere/below')).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );
});
