/** @module Builds the lab into dist/lab-ui: hashed files, nothing inline, so that the strict CSP holds. */
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { compressedFiles } from './compressed-files.ts';

/**
 * The scenes in 3D bring their own two shaders. Those of three's ready-made materials, a quarter of what it weighs, are strings in
 * tables that no bundler can tell unused; they are left out here.
 */
function threeWithoutItsShaders(): Plugin {
  return {
    name: 'three-without-its-shaders',
    transform: (code, id) =>
      /\/three\/build\/three\.module\.js$/.test(id)
        ? { code: code.replace(/^(var \w+ = )"(?:[^"\\]|\\.)*";$/gm, '$1"";'), map: null }
        : null,
  };
}

export default defineConfig({
  plugins: [react(), threeWithoutItsShaders(), compressedFiles()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/lab-ui',
    emptyOutDir: true,
    // Says which file needs which, for the test that weighs the pages.
    manifest: true,
    target: 'es2022',
    // Every asset is a file of its own: the CSP allows fonts and scripts from this origin only, never data URLs.
    assetsInlineLimit: 0,
    // Of the scenes in 3D, which are loaded when first asked for, half a megabyte is one library.
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
  },
});
