/** @module Builds the lab into dist/lab-ui: hashed files, nothing inline, so that the strict CSP holds. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/lab-ui',
    emptyOutDir: true,
    // Says which file needs which, for the test that weighs the pages.
    manifest: true,
    target: 'es2022',
    // Every asset is a file of its own: the CSP allows fonts and scripts from this origin only, never data URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
