/** A watched folder: a save is read, and a folder that goes away is told instead of ending the server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { scaffoldScenario } from '../../scenarios/authoring/scaffold-scenario.ts';
import { FolderWatch } from '../../server/authoring/folder-watch.ts';
import { systemTimers } from '../../server/core/timers.ts';

it('tells what a save brought, and that the folder is gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-watch-'));
  const watch = new FolderWatch(folder, systemTimers);
  onTestFinished(() => {
    watch.close();
    rmSync(folder, { recursive: true, force: true });
  });
  watch.start();
  const changed = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = watch.subscribe(() => {
        stop();
        resolve();
      });
    });
  const saved = changed();
  writeFileSync(join(folder, 'busy.yaml'), scaffoldScenario('busy'));
  await saved;
  expect(watch.library.list().map(({ id }) => id)).toEqual(['busy']);
  const gone = changed();
  rmSync(folder, { recursive: true });
  await gone;
  // The file goes first, and then the folder: each may be told on its own.
  while (watch.state().files.length === 0) await changed();
  expect(watch.state().files[0]?.problems[0]?.line).toContain('error folder-unusable: ');
  expect(watch.library.list()).toEqual([]);
});
