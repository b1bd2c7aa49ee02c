/** @module What every answer tells the browser it may not do. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Origins } from './origins.ts';

/**
 * Content security policy and the headers beside it.
 *
 * Everything is forbidden, then what the lab needs is let in, from this server only. `'self'` covers a page's own websocket
 * in current browsers; older ones need it spelled out.
 *
 * @param origins  the server's own addresses
 */
export function securityHeaders(origins: () => Origins): RequestHandler {
  const sockets = (): string =>
    origins()
      // The policy's grammar knows no IPv6 addresses; there `'self'` has to do.
      .list.filter((origin) => !origin.includes('['))
      .map((origin) => origin.replace(/^http/, 'ws'))
      .join(' ');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", sockets],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        // The page's one policy: it approves the build's own scripts, for workers.
        trustedTypes: ['default'],
      },
    },
    // Same-origin requests keep their Referer: it vouches for a page's own GET where Origin is not sent.
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
}
