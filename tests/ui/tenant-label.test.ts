/** The claim: tenants that an author counts out keep apart where only a letter has room. */
import { expect, test } from 'vitest';
import { tenantLabel } from '../../lab-ui/text/tenant-label.ts';

test.each([
  ['A', 'A'],
  ['S10', 'S10'],
  ['small-shop-7', 'S7'],
  ['leviathan', 'L'],
])('%s is shown as %s', (id, label) => {
  expect(tenantLabel(id)).toBe(label);
});

test('of ten tenants made from one line no two look alike', () => {
  const ids = Array.from({ length: 10 }, (_, at) => `S${at + 1}`);
  expect(new Set(ids.map(tenantLabel)).size).toBe(10);
});
