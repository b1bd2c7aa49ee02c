/** @module The built lab: hashed assets for ever, the page itself always fresh, and the page for every address of the lab. */
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

const NOT_BUILT = 'The lab is not built yet. Run "npm run build", then reload this page.\n';

/** @param folder  absolute path of the built lab */
export function staticUi(folder: string): Router {
  const router = Router();
  const page = join(folder, 'index.html');
  router.use(
    '/assets',
    // The build puts a hash of the content into each name, so a name's content never changes.
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', index: false, redirect: false }),
    ((_request, response) => {
      response.status(404).type('text').send('No such file.\n');
    }) satisfies RequestHandler,
  );
  router.use(express.static(folder, { cacheControl: false, index: false, redirect: false }));
  router.use((request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    // An address with a file's ending is a file that is not there, not a page of the lab.
    if (!reads || !request.accepts('html') || extname(request.path) !== '') return next();
    response.set('Cache-Control', 'no-cache');
    // Names of people stand there; whoever has the address was given it.
    if (request.path.startsWith('/verify')) response.set('X-Robots-Tag', 'noindex');
    if (!existsSync(page)) {
      response.status(503).type('text').send(NOT_BUILT);
      return;
    }
    response.sendFile(page, { cacheControl: false });
  });
  return router;
}
