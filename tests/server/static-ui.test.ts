/** Every file of the build is sent in the best form that the browser takes, as what it is, and never asked for again. */
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staticUi } from '../../server/http/static-ui.ts';

const SCRIPT = 'const a = 1;\n'.repeat(100);
let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantlab-static-'));
  const assets = join(folder, 'assets');
  await mkdir(assets);
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>lab</title>');
  await writeFile(join(assets, 'page-1.js'), SCRIPT);
  await writeFile(join(assets, 'page-1.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(assets, 'page-1.js.gz'), gzipSync(SCRIPT));
  await writeFile(join(assets, 'inter-1.woff2'), 'font');
  const app = express();
  app.use(staticUi(folder));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['identity', null],
  ['br;q=0, gzip;q=0', null],
] as const)('to whoever takes %s goes %s', async (accepted, encoding) => {
  const answer = await fetch(`${url}/assets/page-1.js`, { headers: { 'accept-encoding': accepted } });
  expect(answer.headers.get('content-encoding')).toBe(encoding);
  expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('vary')).toContain('Accept-Encoding');
  expect(await answer.text()).toBe(SCRIPT);
});

test('what has no compressed form is sent as it is, and what is not there is not found', async () => {
  const headers = { 'accept-encoding': 'br' };
  const font = await fetch(`${url}/assets/inter-1.woff2`, { headers });
  expect([font.status, font.headers.get('content-encoding'), await font.text()]).toEqual([200, null, 'font']);
  for (const path of ['/assets/none.js', '/assets/deeper/page-1.js', '/assets/..%2findex.html']) {
    expect((await fetch(url + path, { headers })).status, path).toBe(404);
  }
});
