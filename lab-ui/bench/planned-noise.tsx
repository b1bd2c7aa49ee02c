/** @module What the learner has planned and what has not begun: each can be called off. */
import { TenantMark } from '../marks/tenant-mark.tsx';
import { formatClock, formatRate } from '../text/format.ts';
import { type NoiseFact, ownPlannedNoise } from '../text/run-facts.ts';
import { useBench, useCommands } from './bench-context.tsx';

export function PlannedNoise({ why }: { readonly why: string | null }) {
  const planned = useBench(ownPlannedNoise, samePlans);
  const { act } = useCommands();
  if (planned.length === 0) return null;
  return (
    <ul className="planned-noise" aria-label="Planned noise">
      {planned.map((fact) => (
        <li key={fact.noise}>
          <TenantMark index={fact.tenant} name="" />
          <span>{plannedWords(fact)}</span>
          {why === null ? (
            <button
              type="button"
              className="link-button"
              aria-label={`Call off: ${plannedWords(fact)}`}
              onClick={() => act({ type: 'stop-noise', noise: fact.noise })}
            >
              Call off
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** @returns "G floods 430/s from 80.0 s to 100 s" */
export function plannedWords({ label, ratePerSec, fromUs, toUs }: NoiseFact): string {
  const size = ratePerSec > 0 ? ` ${formatRate(ratePerSec)}` : '';
  return `${label}${size} from ${formatClock(fromUs)} to ${formatClock(toUs)}`;
}

function samePlans(a: readonly NoiseFact[], b: readonly NoiseFact[]): boolean {
  return a.length === b.length && a.every(({ noise }, at) => noise === b[at]?.noise);
}
