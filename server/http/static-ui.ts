/** @module The built lab: hashed assets for ever, the page itself always fresh, and the page for every address of the lab. */
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import express, { type RequestHandler, type Response, Router } from 'express';

const NOT_BUILT = 'The lab is not built yet. Run "npm run build", then reload this page.\n';

/** Encodings that the build has made beforehand, and the ending of their files; the smallest first, whatever a browser's order. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * Leads a request for an asset to its compressed form, where there is one that the browser takes.
 *
 * @param assets  absolute path of the folder
 */
function compressedForm(assets: string): RequestHandler {
  return (request, response, next) => {
    response.vary('Accept-Encoding');
    const name = basename(request.path);
    const form = ENCODINGS.find(
      ([encoding, ending]) => request.acceptsEncodings(encoding) !== false && existsSync(join(assets, name + ending)),
    );
    if (form !== undefined && request.path === `/${name}`) request.url = `/${name}${form[1]}`;
    next();
  };
}

/** Says of a compressed file what it holds: the ending of its name says only how. */
function nameEncoding(response: Response, path: string): void {
  for (const [encoding, ending] of ENCODINGS) {
    if (path.endsWith(ending)) response.set('Content-Encoding', encoding).type(extname(path.slice(0, -ending.length)));
  }
}

/** @param folder  absolute path of the built lab */
export function staticUi(folder: string): Router {
  const router = Router();
  const page = join(folder, 'index.html');
  const assets = join(folder, 'assets');
  // The build puts a hash of the content into each name, so a name's content never changes.
  const forEver = { immutable: true, maxAge: '365d', index: false, redirect: false };
  router.use('/assets', compressedForm(assets), express.static(assets, { ...forEver, setHeaders: nameEncoding }), ((
    _request,
    response,
  ) => {
    response.status(404).type('text').send('No such file.\n');
  }) satisfies RequestHandler);
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
