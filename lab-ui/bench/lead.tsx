/** @module The first-run lead: one sentence that says what to do and why, four steps, one filled button. */

import { useEffect, useRef } from 'react';
import { chosen } from '../../sim-engine/model/registry.ts';
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { StepMark } from '../parts/step-mark.tsx';
import type { BenchData } from '../state/bench-data.ts';
import { hurtNeighbours, noisyTenants } from '../state/harm.ts';
import { formatClock, formatUsdPerHour, tied } from '../text/format.ts';
import { isolationTitle } from '../text/run-facts.ts';
import { labelOr, tenantLabel } from '../text/tenant-label.ts';
import { useBenchData, useBenchState, useCommands, useMachineContext, useSession, whyNot } from './bench-context.tsx';
import { leadSentence, suggestedRung } from './lead-words.ts';
import { startGuided } from './use-guide.ts';

const STEPS = [
  ['Start the run,', 'and flood it'],
  ['See who waits,', 'and who sent nothing more'],
  ['Change one thing: how', 'they share the system'],
  ['See who heals,', 'who does not, at what price'],
] as const;

interface LeadProps {
  readonly step: number;
  onTenant(index: number): void;
}

export function Lead({ step, onTenant }: LeadProps) {
  const data = useBenchData();
  const lead = useRef<HTMLElement>(null);
  const hadFocus = useRef(false);
  // The button of the step before is gone with its step: whoever stood on it goes on to the next one's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is what this waits for
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) {
      lead.current?.querySelector<HTMLElement>('.lead-button')?.focus();
    }
  }, [step]);
  return (
    <section
      className="lead"
      aria-label="First run, four steps"
      ref={lead}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={(event) => {
        if (event.relatedTarget !== null) hadFocus.current = false;
      }}
    >
      <h2 className="lead-sentence">{tied(leadSentence(data, step))}</h2>
      <ol className="lead-steps">
        {STEPS.map(([first, second], at) => {
          const number = at + 1;
          if (number === step) {
            return (
              <li key={first} aria-current="step">
                <StepButton step={step} data={data} onTenant={onTenant} />
              </li>
            );
          }
          return (
            <li key={first} className={number < step ? 'lead-step seen' : 'lead-step'}>
              <StepMark step={number} current={false} />
              <span>
                {first} <br />
                {second}
                {number < step ? ': seen' : ''}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function StepButton({ step, data, onTenant }: LeadProps & { readonly data: BenchData }) {
  const session = useSession();
  const state = useBenchState();
  const { act, control } = useCommands();
  const { unanswered } = useMachineContext();
  const why = whyNot(state);
  const noisy = noiseItems(data.scenario)[0]?.tenant ?? '';
  const hurt = hurtNeighbours(data, -1, noisyTenants(data));
  const neighbour = hurt[0] ?? data.scenario.tenants.findIndex((tenant) => tenant.id !== noisy);
  const letter = labelOr(data.scenario.tenants[neighbour]?.id, '');
  const mark = (
    <span className="step-mark on-ink" aria-hidden="true">
      {step}
    </span>
  );
  if (step === 1) {
    const running = state === 'running';
    return (
      <ActionButton
        kind="primary"
        className="lead-button"
        why={running ? `The flood from ${tenantLabel(noisy)} is on its way` : why}
        shortcut="N"
        onPress={() => startGuided(session)}
      >
        {mark} Start, and flood from {tenantLabel(noisy)}
      </ActionButton>
    );
  }
  if (step === 3) {
    const rung = suggestedRung(data);
    const definition = session.catalogue.isolation.find((known) => known.id === rung?.id);
    if (rung && definition) {
      return (
        <ActionButton
          kind="primary"
          className="lead-button"
          why={why ?? switching(data, unanswered)}
          onPress={() => act({ type: 'switch-isolation', model: chosen(definition) })}
        >
          {mark} Switch to {rung.title}, {formatUsdPerHour(rung.priceMicroUsdPerHour)}
        </ActionButton>
      );
    }
  }
  if (state === 'paused') {
    return (
      <ActionButton kind="primary" className="lead-button" onPress={() => control({ type: 'resume' })}>
        {mark} Go on
      </ActionButton>
    );
  }
  return (
    <ActionButton kind="primary" className="lead-button" onPress={() => onTenant(neighbour)}>
      {mark} {step === 2 ? `Look at ${letter}, who sent nothing more` : `Look at ${letter} again`}
    </ActionButton>
  );
}

/** One press is one move: the button rests until the switch it asked for is on the screen. */
function switching(data: BenchData, unanswered: number): string | null {
  const topology = data.topology;
  if (topology && topology.isolationBefore !== '') {
    return `${isolationTitle(data, topology.isolation)} since ${formatClock(topology.isolationSinceUs)}`;
  }
  return unanswered > 0 ? 'Switching' : null;
}
