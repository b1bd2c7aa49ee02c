/** @module Every command of the bench by name: what keys do, every model of the ladder, every page, every way back. */
import { chosen } from '../../sim-engine/model/registry.ts';
import type { Command } from '../parts/command-palette.tsx';
import { FORMS, formLabels } from '../state/bench-query.ts';
import { formatClock } from '../text/format.ts';
import { moveFacts, ownPlannedNoise } from '../text/run-facts.ts';
import { whyNot } from './bench-context.tsx';
import type { BenchSession } from './bench-session.ts';
import type { KeyBinding } from './keys.ts';
import { noMoves } from './moves.ts';
import { plannedWords } from './planned-noise.tsx';

/** What the commands act on. */
export interface CommandContext {
  readonly session: BenchSession;
  readonly bindings: readonly KeyBinding[];
  readonly state: Parameters<typeof whyNot>[0];
  setForm(form: (typeof FORMS)[number]): void;
  onTenant(index: number): void;
  /** Makes a branch at an instant and opens it. */
  branchAt(atUs: number): void;
}

/** @param context  what the commands act on; read anew whenever the palette opens */
export function benchCommands({ session, bindings, state, ...on }: CommandContext): readonly Command[] {
  const data = session.store.data;
  if (data === null) return [];
  const head = data.head ?? data;
  const whyNotNow = whyNot(state) ?? noMoves(data);
  const keys = bindings
    .filter(({ keys: list }) => list.length === 1 && list[0] !== 'escape')
    .map(({ does, shown, keys: [key], run }): Command => ({ label: does, shortcut: shown, run: () => run(key!) }));
  const models = data.ladder.map(({ id, title }): Command => {
    const definition = session.catalogue.isolation.find((known) => known.id === id);
    const isCurrent = (data.topology?.isolation ?? data.scenario.isolation.id) === id;
    return {
      label: `Switch to ${title}`,
      why: isCurrent ? 'in force' : whyNotNow,
      run: () => {
        if (definition === undefined) return;
        const model = chosen(definition);
        session.actor.send({ type: 'ACT', action: { type: 'switch-isolation', model } });
      },
    };
  });
  // Undoing is leaving the run before what was done: the run itself keeps what happened.
  const undo = moveFacts(head).map(
    ({ atUs, words }): Command => ({
      label: `Branch before ${words}, at ${formatClock(atUs)}`,
      run: () => on.branchAt(atUs),
    }),
  );
  const callOff = ownPlannedNoise(head).map(
    (fact): Command => ({
      label: `Call off: ${plannedWords(fact)}`,
      why: whyNot(state),
      run: () => session.actor.send({ type: 'ACT', action: { type: 'stop-noise', noise: fact.noise } }),
    }),
  );
  const tenants = data.scenario.tenants.map(
    ({ name }, index): Command => ({ label: `Look at ${name}`, run: () => on.onTenant(index) }),
  );
  const forms = FORMS.map(
    (form): Command => ({ label: `Show as ${formLabels[form].toLowerCase()}`, run: () => on.setForm(form) }),
  );
  return [...keys, ...models, ...undo, ...callOff, ...forms, ...tenants];
}
