/** @module Both benches side by side, locked: the page's playback moves both, hovering one marks the moment in the other. */
import { useSelector } from '@xstate/react';
import { type RefObject, useCallback, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { useKeys } from '../bench/keys.ts';
import { p99Grid } from '../charts/p99-grid.ts';
import type { Exportable } from '../export/export-table.tsx';
import { TruthLines } from '../parts/info-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { topology } from '../scene/topology.ts';
import { momentOf, useClockInAddress, useTimeQuery } from '../state/time-address.ts';
import { formatClock } from '../text/format.ts';
import type { CompareQuery } from './compare-query.ts';
import { type Locked, useLockedClock } from './locked-clock.ts';
import { LockedControls } from './locked-controls.tsx';
import { lockedExports } from './locked-exports.ts';
import { lockedKeys } from './locked-keys.ts';
import { OneBench } from './one-bench.tsx';
import type { RunName } from './run-names.ts';
import type { TwoRuns } from './two-runs.ts';
import { useBenchDataAt } from './use-bench-data-at.ts';
import { commonEndUs, partingUs } from './windows.ts';

interface BothBenchesProps {
  readonly runs: TwoRuns;
  readonly a: string;
  readonly b: string;
  readonly names: { readonly a: RunName; readonly b: RunName };
  readonly query: CompareQuery;
  /** Shows A in the place of B. */
  readonly held: boolean;
  /** Is told what can be taken away of both benches. */
  readonly exportsRef: RefObject<readonly Exportable[]>;
}

export function BothBenches(props: BothBenchesProps) {
  const { runs, a, b } = props;
  const [ofA, ofB] = [runs.byId[a]!.inputs, runs.byId[b]!.inputs];
  const asked = momentOf(new URLSearchParams(window.location.search).get('at'));
  const locked = useLockedClock(commonEndUs(ofA, ofB), asked ?? beginUs(ofA, ofB));
  return locked === null ? null : <LockedBenches {...props} locked={locked} />;
}

function LockedBenches(props: BothBenchesProps & { readonly locked: Locked }) {
  const { runs, a, b, names, query, held, exportsRef, locked } = props;
  const { clock, focus } = locked;
  const [ofA, ofB] = [runs.byId[a]!, runs.byId[b]!];
  const atUs = useSelector(clock.playback, () => clock.shownUs);
  const look = useSyncExternalStore(focus.subscribe, focus.get);
  const { marksUs, mark } = useTimeQuery();
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const heading = useId();
  const place = useRef<HTMLElement>(null);
  useClockInAddress(clock, focus, true);
  useEffect(() => {
    // Braces: browsers are beginning to answer with a promise, which is no clean-up.
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { tenants } = ofB.inputs.scenario;
  const tenant = Math.max(
    0,
    tenants.findIndex(({ id }) => id === query.tenant),
  );
  useEffect(() => focus.set({ tenant }), [focus, tenant]);
  const step = useCallback(
    (back: boolean) => void clock.step(back, [ofA.replay, ofB.replay]).then(setIssues),
    [clock, ofA, ofB],
  );
  useKeys(lockedKeys({ clock, step, mark: () => mark(clock.shownUs) }));
  const seen = { A: useBenchDataAt(ofA, atUs), B: useBenchDataAt(ofB, atUs) };
  useEffect(() => {
    exportsRef.current = [...lockedExports('A', seen.A.data, look), ...lockedExports('B', seen.B.data, look)];
    return () => {
      exportsRef.current = [];
    };
  }, [exportsRef, seen.A.data, seen.B.data, look]);
  const side = (letter: 'A' | 'B') => (
    <OneBench
      title={`${letter}, ${letter === 'A' ? names.a.short : names.b.short}`}
      seen={seen[letter]}
      locked={locked}
      look={look}
      form={query.form}
      onTenant={(index) => query.change({ tenant: tenants[index]?.id ?? null })}
    />
  );
  return (
    <section
      className="both-benches"
      aria-labelledby={heading}
      aria-busy={seen.A.isBehind || seen.B.isBehind}
      ref={place}
    >
      <header className="figure-head">
        <h2 id={heading}>Both benches at {formatClock(atUs)}</h2>
        <TruthLines title="Both benches" truth={[...topology.truth, ...p99Grid.truth]} />
      </header>
      <LockedControls clock={clock} marksUs={marksUs} onMark={mark} onStep={step} />
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
      <div className="two-benches">
        {side('A')}
        {side(held ? 'A' : 'B')}
      </div>
    </section>
  );
}

/** How long after the runs parted there is something to see, microseconds. */
const SEEN_AFTER_US = 8_000_000;
/** The moment that is begun with is a round one, microseconds. */
const ROUND_US = 500_000;

/** A moment worth looking at: some time after the runs parted; else well into the first noise, or the middle. */
function beginUs(a: RunInputs, b: RunInputs): number {
  const [first] = b.scenario.timeline;
  const parted = partingUs(a, b);
  const otherwiseUs = first === undefined ? b.simulatedUs / 2 : first.atUs + (first.forUs * 3) / 4;
  const us = parted === null ? otherwiseUs : parted + SEEN_AFTER_US;
  return Math.round(us / ROUND_US) * ROUND_US;
}
