/**
 * The claim: every control the engine has is on the bench, printed from the registries: each entry of each registry that an action
 * can name is offered, with a field for every one of its parameters that says what it does and what it may be; what is set lands in
 * the run's log and on its track. By pointer, by keyboard, with axe in every new state.
 */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { catalogue, type Definition } from '../../sim-engine/index.ts';
import { CLIENT_TERMS } from '../../sim-engine/model/client-terms.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { violations, violationsInThemes } from './support/axe.ts';
import { openScenario } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const lab = labOfFile();

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
];

/** @returns what was done to the run, as its replay reads it */
async function actionsOf(page: Page, runId: string): Promise<RunInputs['actions']> {
  return page.evaluate(async (id) => {
    const response = await fetch(`/api/runs/${id}/inputs`, { headers: { accept: 'application/json' } });
    return ((await response.json()) as RunInputs).actions;
  }, runId);
}

/** Chooses every entry in turn and reads the fields that come with it. */
async function offersAll(panel: Locator, label: string, entries: readonly Definition[]): Promise<void> {
  const select = panel.getByRole('combobox', { name: label, exact: true });
  expect(await select.locator('option').allTextContents(), label).toEqual(entries.map(({ title }) => title));
  for (const entry of entries) {
    await select.selectOption(entry.id);
    expect(await select.getAttribute('aria-description')).toBe(entry.summary);
    for (const spec of entry.params) {
      const field = panel.getByRole('textbox', { name: spec.label, exact: true });
      const said = (await field.evaluateAll((all) => all.map((each) => each.getAttribute('aria-description')))).join();
      expect(said, `${entry.id}.${spec.name}`).toContain(`${spec.doc} From ${spec.min} to ${spec.max} ${spec.unit}`);
    }
  }
}

/** Opens the controls, which the smaller bench keeps in a drawer. */
async function controls(page: Page): Promise<Locator> {
  const aside = page.getByRole('complementary', { name: 'Controls' });
  if ((await aside.count()) === 0) await page.keyboard.press('x');
  await aside.waitFor();
  return aside;
}

test('every entry that an action can name has its fields, with what they do and what they may be', async () => {
  const { page, troubles } = await lab.browser.visitor();
  await openScenario(page, lab.server.url, 'open-bench');
  const aside = await controls(page);
  const panel = (name: string) => aside.getByRole('region', { name, exact: true });
  await offersAll(panel('Noise'), 'Kind', catalogue.noise);
  await offersAll(panel('Faults'), 'Kind', catalogue.faults);
  await offersAll(panel('Limits'), 'Kind', catalogue.limiters);
  // The action names a policy and nothing else: its parameters are the scenario's.
  const policies = catalogue.balancing.map((policy) => ({ ...policy, params: [] }));
  await offersAll(panel('Limits'), 'Balancer', policies);
  await page.getByRole('button', { name: 'Open clients' }).click();
  for (const each of CLIENT_TERMS) {
    if (each.kind === 'choice') await offersAll(panel('Clients'), each.label, catalogue[each.registry]);
    else if (each.kind === 'flag') await panel('Clients').getByRole('checkbox', { name: each.label }).waitFor();
    else await panel('Clients').getByRole('textbox', { name: each.spec.label, exact: true }).waitFor();
  }
  expect(troubles.found).toEqual([]);
});

for (const viewport of SIZES) {
  test(`a limiter and a client are set while the run stands, ${viewport.width} px`, async () => {
    const { page, troubles } = await lab.browser.visitor({ viewport });
    const runId = await openScenario(page, lab.server.url, 'open-bench');
    const aside = await controls(page);
    if (viewport.width < 1440) await page.getByRole('button', { name: 'Open limits' }).click();
    const limits = aside.getByRole('region', { name: 'Limits', exact: true });
    await limits.getByRole('combobox', { name: 'Kind' }).selectOption('gcra');
    await limits.getByRole('button', { name: /^Limit G by/ }).click();
    await page.getByRole('button', { name: 'Open clients' }).click();
    const clients = aside.getByRole('region', { name: 'Clients' });
    await clients.getByRole('button', { name: 'Change a term first' }).waitFor();
    const retries = clients.getByRole('textbox', { name: 'Retries' });
    await retries.fill('99');
    await retries.press('Enter');
    // The engine's own words, and what was done instead.
    expect(await clients.getByRole('alert').textContent()).toContain(
      'Retries is 99; expected a whole number from 0 to 20. It is set to 20.',
    );
    expect(await violationsInThemes(page)).toEqual([]);
    await clients.getByRole('combobox', { name: 'of', exact: true }).selectOption('G');
    await clients.getByRole('button', { name: 'Change G’s client' }).click();
    await expect.poll(async () => (await actionsOf(page, runId)).length).toBe(2);
    expect(await actionsOf(page, runId)).toMatchObject([
      { sequence: 0, atUs: 0, action: { type: 'set-limiter', tenant: 'G', limiter: { id: 'gcra' } } },
      { sequence: 1, atUs: 0, action: { type: 'set-client', tenant: 'G', client: { retries: 20 } } },
    ]);
    await expect.poll(() => clients.textContent()).toContain('Now: retries 20');
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    const happened = page.getByRole('table', { name: 'What happened, in order' });
    await happened.getByRole('row', { name: /limit G/ }).waitFor();
    await happened.getByRole('row', { name: /clients/ }).waitFor();
    expect(troubles.found).toEqual([]);
  });
}

test('every isolation model that takes parameters has them in its finer form', async () => {
  const { page, troubles } = await lab.browser.visitor();
  await openScenario(page, lab.server.url, 'open-bench');
  const panel = page.getByRole('region', { name: 'Isolation' });
  await panel.getByRole('button', { name: 'Per tier and plan' }).click();
  const settable = catalogue.isolation
    .filter(({ params, table }) => params.length > 0 || table !== undefined)
    .reverse();
  const select = panel.getByRole('combobox', { name: 'Model' });
  expect(await select.locator('option').allTextContents()).toEqual(settable.map(({ title }) => title));
  for (const { id, params, table } of settable) {
    await select.selectOption(id);
    for (const { label } of [...params, ...(table?.columns ?? [])]) {
      await panel.getByLabel(label, { exact: true }).first().waitFor();
    }
  }
  expect(troubles.found).toEqual([]);
});

for (const viewport of SIZES) {
  test(`one plan gets databases of its own while the system runs, ${viewport.width} px`, async () => {
    const { page, troubles } = await lab.browser.visitor({ viewport });
    const runId = await openScenario(page, lab.server.url, 'open-bench');
    const panel = (await controls(page)).getByRole('region', { name: 'Isolation' });
    await panel.getByRole('button', { name: 'Per tier and plan' }).press('Enter');
    await panel.getByRole('combobox', { name: 'Connections' }).selectOption('shared');
    // The engine's own reason, before anything is sent.
    await panel.getByText(/divide connections at least as the database/).waitFor();
    await panel.getByRole('button', { name: 'Not as it is set' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await panel.getByRole('combobox', { name: 'Connections' }).selectOption('own');
    await panel.getByRole('button', { name: /^Switch to by plan, [\d.]+ USD\/h/ }).click();
    await expect
      .poll(() => actionsOf(page, runId))
      .toMatchObject([
        { action: { type: 'switch-isolation', model: { id: 'tiers-and-plans', table: [1, 0, 1, 1, 1, 1, 1, 0] } } },
      ]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Start/ }).click();
    await expect.poll(() => page.locator('.clock strong').textContent(), { timeout: 10_000 }).not.toMatch(/^0\.0/);
    await page.keyboard.press('t');
    await page
      .getByRole('table', { name: 'What happened, in order' })
      .getByRole('row', { name: /By plan/ })
      .waitFor();
    expect(troubles.found).toEqual([]);
  });
}

describe('keyboard alone', () => {
  test('opens the clients, sets a timeout for everybody, and sees it hold', async () => {
    const { page } = await lab.browser.visitor();
    const runId = await openScenario(page, lab.server.url, 'open-bench');
    await page.getByRole('button', { name: 'Open clients' }).focus();
    await page.keyboard.press('Enter');
    const clients = page.getByRole('region', { name: 'Clients' });
    // Focus goes on into what was opened.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('500');
    await page.keyboard.press('Enter');
    await expect.poll(() => clients.textContent()).toContain('Changes: timeout 500 ms');
    await clients.getByRole('button', { name: 'Change every client' }).focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => actionsOf(page, runId))
      .toMatchObject([{ action: { type: 'set-client', client: { timeoutUs: 500_000 } } }]);
  });
});

test('noise is dropped on the timeline or planned by keys, stands there ahead of the clock, and is called off', async () => {
  const { page, troubles } = await lab.browser.visitor();
  const runId = await openScenario(page, lab.server.url, 'open-bench');
  const panel = page.getByRole('region', { name: 'Noise', exact: true });
  const hold = await panel.getByRole('button', { name: /^Plan at/ }).boundingBox();
  const track = await page.locator('.transport-track').boundingBox();
  if (!hold || !track) throw new TypeError('nothing to drag, or nowhere to drop it');
  const drag = async (share: number) => {
    await page.mouse.move(hold.x + 10, hold.y + 10);
    await page.mouse.down();
    await page.mouse.move(track.x + share * track.width, track.y + 40, { steps: 4 });
  };
  await drag(0.5);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await drag(0.5);
  await page.mouse.up();
  await page.keyboard.press('p');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('40.5');
  await page.keyboard.press('Enter');
  const planned = panel.getByRole('list', { name: 'Planned noise' }).getByRole('listitem');
  await expect.poll(() => planned.count()).toBe(2);
  const log = await actionsOf(page, runId);
  const starts = log.map(({ action }) => (action.type === 'inject-noise' ? (action.fromUs ?? -1) : -1));
  const { durationUs } = await page.evaluate(
    async (id) => ((await (await fetch(`/api/runs/${id}/inputs`)).json()) as RunInputs).scenario,
    runId,
  );
  expect(Math.abs(starts[0]! / durationUs - 0.5)).toBeLessThan(0.03);
  expect(starts[1]).toBe(40_500_000);
  expect(await violations(page)).toEqual([]);
  await planned
    .first()
    .getByRole('button', { name: /^Call off/ })
    .click();
  await expect.poll(() => planned.count()).toBe(1);
  await page.keyboard.press('t');
  const happened = page.getByRole('table', { name: 'What happened, in order' });
  const row = (fromUs: number) => happened.getByRole('row', { name: new RegExp(`^${fromUs / 1e6} .* planned$`) });
  await row(starts[0]!).waitFor();
  expect(await row(40_500_000).count()).toBe(0);
  expect(troubles.found).toEqual([]);
});
