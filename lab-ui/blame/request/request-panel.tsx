/** @module One slow request: why it took so long, the line it stood in, and where it stands among all of its tenant. */
import { useMemo, useRef } from 'react';
import type { Trace } from '../../../sim-engine/model/trace.ts';
import { useAnalysed } from '../../analysis/analysis-context.tsx';
import { useAnswer } from '../../analysis/use-answer.ts';
import { TenantMark } from '../../marks/tenant-mark.tsx';
import { IssueList } from '../../parts/issue-list.tsx';
import { useHeld } from '../../parts/use-held.ts';
import type { Moment } from '../../replay/questions/moment.ts';
import type { SlowRequest } from '../../replay/questions/slow-request.ts';
import type { Form } from '../../state/bench-query.ts';
import type { Pair } from '../matrix.ts';
import { personOf } from '../people.ts';
import { RequestView } from './request-view.tsx';
import { longestWait, spanRows } from './span-rows.ts';

interface RequestPanelProps {
  readonly pair: Pair;
  readonly fromUs: number;
  readonly toUs: number;
  readonly number: number | null;
  readonly form: Form;
  onRequest(number: number): void;
}

/** What belongs together. */
interface Shown {
  readonly found: SlowRequest;
  readonly trace: Trace;
  readonly moment: Moment;
}

/** Nothing is shown as loading before this, milliseconds. */
const LOADING_AFTER_MS = 200;

/** @returns the instant at which a request joined its longest wait, or at which it arrived */
function joinedAt(trace: Trace): number {
  return trace.startUs + (longestWait(spanRows(trace, () => null))?.fromUs ?? 0);
}

export function RequestPanel({ pair, fromUs, toUs, number, form, onRequest }: RequestPanelProps) {
  const { inputs } = useAnalysed();
  const { culprit, victim } = pair;
  const answer = useAnswer('slow-request', { culprit, victim, number, fromUs, toUs });
  const found = answer?.ok === true ? answer.value : null;
  const isOurs =
    found !== null &&
    found.culprit === culprit &&
    found.victim === victim &&
    found.number === number &&
    found.fromUs === fromUs &&
    found.toUs === toUs;
  const trace = found?.trace ?? null;
  const atUs = useMemo(() => (trace === null ? null : joinedAt(trace)), [trace]);
  const seen = useAnswer('moment', atUs === null ? null : { atUs });
  const moment: Moment | null = seen?.ok === true ? seen.value : null;
  const isLate = useHeld(!isOurs, LOADING_AFTER_MS);
  // Between two answers what belongs together stays: a new request must not stand beside the line of the one before.
  const last = useRef<Shown | null>(null);
  const who = personOf(inputs.scenario, victim);
  const issues = [answer, seen].flatMap((each) => (each === null || each.ok ? [] : each.issues));
  if (issues.length > 0) {
    return (
      <div className="request-state">
        <h2>This request cannot be shown</h2>
        <IssueList issues={issues} />
        <p className="quiet">The run is safe on the server, and the matrix beside this stays as it is.</p>
        <div className="button-row">
          <button type="button" className="button outline" onClick={() => location.reload()}>
            Load this page again
          </button>
        </div>
      </div>
    );
  }
  const isWaiting = !isOurs || (trace !== null && (moment === null || moment.atUs !== atUs));
  if (!isWaiting) last.current = found !== null && trace !== null && moment !== null ? { found, trace, moment } : null;
  if (last.current !== null && (!isWaiting || !isLate)) {
    return <RequestView {...last.current} form={form} onRequest={onRequest} />;
  }
  if (!isWaiting && trace === null) {
    return (
      <div className="request-state">
        <h2>
          No request of <TenantMark index={who.index} name="" /> {who.letter} ended in this window
        </h2>
        <p className="quiet">
          A request counts in the window in which it ends. Choose a longer window, or another cell of the matrix.
        </p>
      </div>
    );
  }
  return (
    <div className="request-state" aria-busy="true">
      {isLate ? (
        <>
          <p className="quiet" role="status">
            Running {inputs.scenario.title} again with traces, up to {(inputs.simulatedUs / 1e6).toFixed(1)} s
          </p>
          <span className="still-block" />
          <span className="still-block short" />
        </>
      ) : null}
    </div>
  );
}
