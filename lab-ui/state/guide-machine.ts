/** @module The first-run guide: four steps, each ends when its thing has been on the screen for a second. */
import { assign, setup } from 'xstate';

/** How long a thing must be on the screen before it counts as seen, milliseconds. */
export const SEEN_MS = 1_000;

/** What is on the screen now; see `guide-facts.ts`. */
export interface GuideFacts {
  /** The flood has begun. */
  readonly flooding: boolean;
  /** A neighbour that sent nothing more is over its SLO. */
  readonly hurt: boolean;
  /** The isolation model differs from the one the run began with. */
  readonly switched: boolean;
  /** After a switch: its moves are done and fewer neighbours are over their SLO than at the worst. */
  readonly healed: boolean;
}

type GuideEvent =
  /** `atUs` is the moment of the run that the facts are of. */
  { readonly type: 'FACTS'; readonly facts: GuideFacts; readonly atUs: number } | { readonly type: 'LEAVE' };

/** When steps were done. */
interface GuideMemory {
  /** Since when the thing of the present step is on the screen, microseconds of the run. */
  readonly sinceUs: number;
  /** Per step that was done: since when its thing was there. */
  readonly doneUs: readonly number[];
}

/** Which fact ends which step. */
export const STEP_FACTS = ['flooding', 'hurt', 'switched', 'healed'] as const satisfies readonly (keyof GuideFacts)[];

const is = (fact: keyof GuideFacts) => (_: unknown, params: GuideFacts) => params[fact];

const step = <Name extends (typeof STEP_FACTS)[number]>(fact: Name, next: string) =>
  ({
    initial: 'waiting',
    states: {
      waiting: {
        on: {
          FACTS: {
            guard: { type: fact, params: factsOf },
            target: 'seeing',
            actions: { type: 'begin', params: ({ event }: FactsEvent) => ({ atUs: event.atUs }) },
          },
        },
      },
      seeing: {
        on: {
          FACTS: {
            guard: { type: 'isNot', params: (e: FactsEvent) => ({ facts: factsOf(e), fact }) },
            target: 'waiting',
          },
        },
        after: { [SEEN_MS]: { target: `#guide.${next}`, actions: 'done' } },
      },
    },
  }) as const;

interface FactsEvent {
  readonly event: Extract<GuideEvent, { type: 'FACTS' }>;
}

const factsOf = ({ event }: FactsEvent) => event.facts;

/** `step1` to `step4`, then `done`; `left` when the learner leaves the guide. */
export const guideMachine = setup({
  types: { events: {} as GuideEvent, context: {} as GuideMemory },
  actions: {
    begin: assign({ sinceUs: (_, params: { readonly atUs: number }) => params.atUs }),
    done: assign({ doneUs: ({ context }) => [...context.doneUs, context.sinceUs] }),
  },
  guards: {
    flooding: is('flooding'),
    hurt: is('hurt'),
    switched: is('switched'),
    healed: is('healed'),
    isNot: (_: unknown, params: { readonly facts: GuideFacts; readonly fact: keyof GuideFacts }) =>
      !params.facts[params.fact],
  },
}).createMachine({
  id: 'guide',
  context: { sinceUs: 0, doneUs: [] },
  initial: 'step1',
  on: { LEAVE: '.left' },
  states: {
    step1: step('flooding', 'step2'),
    step2: step('hurt', 'step3'),
    step3: step('switched', 'step4'),
    step4: step('healed', 'done'),
    done: { type: 'final' },
    left: { type: 'final' },
  },
});

/**
 * @param value  the machine's state value
 * @returns 1 to 4, or 0 when the guide is over
 */
export function guideStep(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const name = Object.keys(value)[0] ?? '';
  return name.startsWith('step') ? Number(name.slice(4)) : 0;
}
