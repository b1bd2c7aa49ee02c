/** The client panel shows what is in force after all changes, and sends no term that was not changed. */
import { expect, it } from 'vitest';
import { changedTerms, clientInForce, clientWords, EVERYBODY } from '../../lab-ui/bench/client-draft.ts';
import type { LinkTerms } from '../../sim-engine/model/link-terms.ts';
import { benchData, scenario } from './bench-fixtures.ts';

const budget = { id: 'token-ratio', params: { sharePercent: 10 } };
const [first, second] = scenario.tenants;

function after(...changes: readonly { readonly tenant?: string; readonly client: LinkTerms }[]) {
  return benchData({
    scenario: { ...scenario, tenants: [{ ...first!, client: { timeoutUs: 500_000, retries: 3 } }, second!] },
    actions: changes.map((change) => ({ atUs: 1, action: { type: 'set-client', ...change } })),
  });
}

it('begins with the client of the scenario', () => {
  const held = clientInForce(after(), EVERYBODY);
  expect(held).toMatchObject({ timeoutMs: 500, retries: 3, hedgeAfterMs: 0, cancels: false, budget: { id: '' } });
  expect(clientWords(held)).toBe('timeout 500 ms, 3 retries');
  expect(clientWords(clientInForce(after(), second!.id))).toBe('no timeout, no retries');
});

it('follows changes for everybody and for one, the later over the earlier', () => {
  const data = after(
    { client: { retries: 1, budget } },
    { tenant: second!.id, client: { hedgeAfterUs: 60_000 } },
    { tenant: first!.id, client: { retries: 2 } },
  );
  expect(clientInForce(data, first!.id)).toMatchObject({ timeoutMs: 500, retries: 2, budget, hedgeAfterMs: 0 });
  expect(clientInForce(data, second!.id)).toMatchObject({ timeoutMs: 0, retries: 1, budget, hedgeAfterMs: 60 });
});

it('sends only what differs', () => {
  const held = clientInForce(after(), EVERYBODY);
  expect(changedTerms(held, held)).toEqual({});
  expect(changedTerms(held, { ...held, retries: 1, budget })).toEqual({ retries: 1, budget });
  expect(changedTerms(held, { ...held, timeoutMs: 0, cancels: true, hedgeAfterMs: 60 })).toEqual({
    timeoutUs: 0,
    cancels: true,
    hedgeAfterUs: 60_000,
  });
});
