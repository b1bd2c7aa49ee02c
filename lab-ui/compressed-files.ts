/** @module Beside every text file of the build: the same, compressed as far as it goes, so that the server need not compress. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What is text; fonts and pictures are compressed already. */
const TEXT = /\.(?:js|css|svg)$/;

/** @returns a plugin that writes `NAME.br` and `NAME.gz`; the server sends them to whoever takes them, see `static-ui.ts` */
export function compressedFiles(): Plugin {
  return {
    name: 'compressed-files',
    apply: 'build',
    writeBundle: async ({ dir }) => {
      const folder = join(dir ?? '.', 'assets');
      for (const name of (await readdir(folder)).filter((each) => TEXT.test(each))) {
        const file = join(folder, name);
        const content = await readFile(file);
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
        await writeFile(`${file}.br`, brotliCompressSync(content, { params }));
        await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
