/** @module Starts a worker from a script of this very build: the security policy wants every script's address vouched for. */

/** The part of Trusted Types that is used; browsers without it take the address as it is. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): unknown };
}

const types = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
const policy = types?.createPolicy('tenantlab-workers', {
  createScriptURL: (address) => {
    if (new URL(address, location.href).origin === location.origin) return address;
    throw new TypeError(`a worker from ${address} is not of this lab`);
  },
});

/** @param address  of a worker's script, as the bundler has written it */
export function ownWorker(address: string): Worker {
  return new Worker((policy?.createScriptURL(address) ?? address) as string, { type: 'module' });
}
