/** @module Which web pages may talk to this server: a list, asked for on every socket handshake and every change. */
import type { IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';

/** Answers for origins. */
export interface Origins {
  /** @param origin  the Origin header, undefined when there was none */
  allows(origin: string | undefined): boolean;
  /** The list, for the content security policy. */
  readonly list: readonly string[];
}

/**
 * @param host     address listened on
 * @param port     port listened on
 * @param allowed  further origins, for a server behind a proxy: `https://lab.example.org`
 */
export function allowedOrigins(host: string, port: number, allowed: readonly string[]): Origins {
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]', bracketed(host)]);
  if (host === '0.0.0.0' || host === '::') {
    for (const addresses of Object.values(networkInterfaces())) {
      for (const { address } of addresses ?? []) hosts.add(bracketed(address));
    }
  }
  const own = [...hosts].map((name) => new URL(`http://${name}:${port}`).origin);
  const list = [...new Set([...own, ...allowed])];
  return { list, allows: (origin) => origin !== undefined && list.includes(origin) };
}

/**
 * Whether a request was made by a page of this server.
 *
 * Browsers add no Origin to a page's own GET requests; those carry `Sec-Fetch-Site: same-origin` (which no script can set)
 * or a Referer. A request with none of the three is refused.
 *
 * @param request  any request, an upgrade included
 * @param origins  the list
 */
export function comesFromUs(request: IncomingMessage, origins: Origins): boolean {
  const { origin, referer } = request.headers;
  if (origin !== undefined) return origins.allows(origin);
  if (request.method !== 'GET' || request.headers.upgrade !== undefined) return false;
  if (request.headers['sec-fetch-site'] === 'same-origin') return true;
  return referer !== undefined && URL.canParse(referer) && origins.allows(new URL(referer).origin);
}

function bracketed(host: string): string {
  const plain = host.split('%', 1)[0]!;
  return plain.includes(':') ? `[${plain}]` : plain;
}
