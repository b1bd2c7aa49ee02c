/** @module Engine and golden runs as one plain script, for engines that know neither modules nor types. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Builds the script, lends it and removes it.
 *
 * @param format  `iife`: a script that defines `findings()`; `es`: a module for a worker thread
 * @param use     gets the script's path
 */
export async function withBundle<T>(format: 'iife' | 'es', use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-bundle-'));
  const name = format === 'iife' ? 'findings.js' : 'findings.mjs';
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        minify: true,
        lib: {
          entry: fileURLToPath(new URL('./findings.ts', import.meta.url)),
          formats: [format],
          name: 'tenantlabFindings',
          fileName: () => name,
        },
      },
    });
    return await use(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
