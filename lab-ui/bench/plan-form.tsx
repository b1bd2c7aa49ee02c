/** @module Plans the noise that is set: for the moment in the box, or dragged onto the timeline for the moment where it is dropped. */
import { useId, useState } from 'react';
import type { ParamSpec } from '../../sim-engine/model/registry.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { clampTo } from '../parts/param-scale.ts';
import { numberIn } from '../parts/wrong-number.ts';
import { formatClock } from '../text/format.ts';
import { useBench, useSession } from './bench-context.tsx';
import { startSpec, startUs, suggestedStartSeconds } from './noise-draft.ts';
import { useNoiseDrag } from './use-noise-drag.ts';

interface PlanFormProps {
  readonly tenant: number;
  readonly forUs: number;
  /** @param fromUs  when it shall begin, microseconds of the run */
  onPlan(fromUs: number): void;
}

export function PlanForm({ tenant, forUs, onPlan }: PlanFormProps) {
  const { store } = useSession();
  const durationUs = useBench((data) => data.scenario.durationUs);
  const suggested = useBench((data) => suggestedStartSeconds((data.head ?? data).simulatedUs, durationUs));
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const drag = useNoiseDrag({ tenant, forUs, durationUs, onPlan });
  const id = useId();
  const spec = startSpec(durationUs);
  const plan = (written: string) => {
    const refused = refusal(spec, written, store.received.data?.simulatedUs ?? 0);
    setWrong(refused);
    const seconds = numberIn(written);
    if (refused !== null || seconds === null) return;
    onPlan(startUs(seconds * 1e6, durationUs));
    setTyped(null);
  };
  const written = typed ?? String(suggested);
  return (
    <form
      className="plan-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!drag.isDrop()) plan(written);
      }}
    >
      <button
        type="submit"
        className="button outline plan-noise"
        aria-label={`Plan at ${written} s`}
        aria-describedby={`${id}-hint`}
        title="Drag it onto the timeline to choose the moment there"
        {...drag.handlers}
      >
        Plan at
      </button>
      <span className="value-box">
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-label="Planned start"
          aria-description={`${spec.doc} Up to ${spec.max} s. Enter plans it.`}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          aria-keyshortcuts="P"
          value={written}
          onChange={(event) => {
            setWrong(null);
            setTyped(event.target.value);
          }}
        />
        <span className="unit" aria-hidden="true">
          s
        </span>
      </span>
      <span className="hidden-words" id={`${id}-hint`}>
        Or drag it onto the timeline.
      </span>
      {wrong === null ? null : (
        <p className="field-wrong" role="alert" id={`${id}-wrong`}>
          <StateGlyph state="near" /> {wrong}
        </p>
      )}
    </form>
  );
}

/** @returns why noise cannot be planned for what was written, or null */
function refusal(spec: ParamSpec, written: string, nowUs: number): string | null {
  const seconds = numberIn(written);
  if (seconds === null || clampTo(spec, seconds) !== seconds)
    return `Found ${written}; expected a moment of the run from 0 to ${spec.max} s.`;
  if (seconds * 1e6 > nowUs) return null;
  return `${formatClock(seconds * 1e6)} has passed. Set a later moment.`;
}
