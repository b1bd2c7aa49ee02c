/** @module One lab and one browser for the tests of a file: started before the first of them, taken down after the last. */
import { afterAll, beforeAll } from 'vitest';
import { LabBrowser, LabServer } from './lab.ts';

/** Both; there while tests run. */
export interface LabOfFile {
  readonly server: LabServer;
  readonly browser: LabBrowser;
}

/** To be called once at the top of a test file. */
export function labOfFile(): LabOfFile {
  let server: LabServer;
  let browser: LabBrowser;
  beforeAll(async () => {
    server = await LabServer.start();
    browser = await LabBrowser.launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return {
    get server() {
      return server;
    },
    get browser() {
      return browser;
    },
  };
}
