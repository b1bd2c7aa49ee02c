/** @module One request as it is shown: title and steps, waterfall, line, latencies, one sentence, and the ways on. */
import { useMemo, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { Trace } from '../../../sim-engine/model/trace.ts';
import { useAnalysed } from '../../analysis/analysis-context.tsx';
import { TenantMark } from '../../marks/tenant-mark.tsx';
import { ActionButton } from '../../parts/action-button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { KeyCap } from '../../parts/key-cap.tsx';
import type { Moment } from '../../replay/questions/moment.ts';
import type { SlowRequest } from '../../replay/questions/slow-request.ts';
import { benchPath, type Form } from '../../state/bench-query.ts';
import { followWord } from '../../state/follow.ts';
import { formatClock, formatCount, formatMs, formatShare, tied } from '../../text/format.ts';
import { secondsText } from '../blame-query.ts';
import { Drawing } from '../drawing.tsx';
import { personOf, SYSTEM } from '../people.ts';
import { Section } from '../section.tsx';
import { LATENCIES_TRUTH, WATERFALL_TRUTH } from '../truth.ts';
import { drawHistogram, latencyClasses } from './latency-histogram.ts';
import { counted, lineOf, QueueSection } from './queue-section.tsx';
import { latencyTable, neighbour, ordinaryWords, rankWords, requestSentence, spansTable } from './request-words.ts';
import { longestWait, spanRows, type TierOf, timeSplit } from './span-rows.ts';
import { drawWaterfall, type WaterfallData, waterfallHeight } from './waterfall.ts';

interface RequestViewProps {
  readonly found: SlowRequest;
  readonly trace: Trace;
  readonly moment: Moment;
  readonly form: Form;
  onRequest(number: number): void;
}

const HISTOGRAM_HEIGHT = 104;

export function RequestView({ found, trace, moment, form, onRequest }: RequestViewProps) {
  const { inputs } = useAnalysed();
  const { scenario } = inputs;
  const { scenarioId = '', runId = '' } = useParams();
  const view = useMemo(() => {
    const tierOf: TierOf = (place) =>
      moment.topology.pools.find(({ stations }) => stations.some(({ id }) => id === place))?.tier ?? null;
    const rows = spanRows(trace, tierOf);
    const { ordinary } = found;
    return {
      rows,
      split: timeSplit(trace, rows),
      wait: longestWait(rows),
      ordinaryRows: ordinary === null ? [] : spanRows(ordinary.trace, tierOf),
      classes: latencyClasses(found.latenciesUs),
    };
  }, [trace, moment, found]);
  const { rows, split, wait, classes } = view;
  const who = personOf(scenario, found.victim);
  const letterOf = (id: string): string => personOf(scenario, id).letter;
  const tenant = scenario.tenants[who.index];
  const sloUs = scenario.plans.find(({ id }) => id === tenant?.plan)?.sloLatencyUs ?? 0;
  const ordinaryUs = found.ordinary === null ? null : found.ordinary.trace.endUs - found.ordinary.trace.startUs;
  const servers = lineOf(moment, wait)?.servers.length ?? 0;
  const sentence = requestSentence({ victim: who.letter, split, rows, ordinaryUs, servers, letterOf });
  const faster = neighbour(found.kept, trace.number, -1);
  const slower = neighbour(found.kept, trace.number, 1);
  const water: WaterfallData = {
    title: `Request ${formatCount(trace.number)}`,
    latencyUs: split.latencyUs,
    waitUs: split.waitUs,
    sloUs,
    rows,
    ordinary:
      found.ordinary === null || ordinaryUs === null
        ? null
        : {
            title: `Median of ${who.letter}`,
            note: ordinaryWords(found.ordinary),
            rows: view.ordinaryRows,
            latencyUs: ordinaryUs,
          },
    slotOf: (id) => personOf(scenario, id).index,
    letterOf,
  };
  const rank = rankWords(who.letter, found.latenciesUs, split.latencyUs, sloUs);
  return (
    <div className="request">
      <header className="request-head">
        <h2>
          One request of <TenantMark index={who.index} name="" /> {who.letter}: why {formatMs(split.latencyUs)}?
        </h2>
        <span className="request-steps">
          <ActionButton
            shortcut=","
            className="step-faster"
            why={faster ? null : 'Fastest kept'}
            onPress={() => faster && onRequest(faster.number)}
          >
            Faster
          </ActionButton>
          <ActionButton
            shortcut="."
            className="step-slower"
            why={slower ? null : 'Slowest kept'}
            onPress={() => slower && onRequest(slower.number)}
          >
            Slower
          </ActionButton>
        </span>
        <p className="quiet">
          <CellWords found={found} trace={trace} letterOf={letterOf} />{' '}
          {frontWords(
            moment,
            wait,
            found,
            letterOf,
            who.letter,
            scenario.tenants.map(({ id }) => id),
          )}
        </p>
      </header>
      <Section
        title="Waits and work"
        note={`ms since arrival at ${(trace.startUs / 1e6).toFixed(3)} s, ${trace.operation}${trace.ending === 'completed' ? '' : `, ${trace.ending}`}`}
        truth={WATERFALL_TRUTH}
        legend={
          <span className="blame-legend">
            <span>
              <i className="swatch work" /> work
            </span>
            <span>
              <i className="swatch wait" /> wait, by tenant in front
            </span>
            <span>
              <i className="swatch critical" /> critical
            </span>
          </span>
        }
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="blame-plot waterfall" tabIndex={0} aria-label="Waterfall of this request">
          {form === 'picture' ? (
            <Drawing
              label={sentence}
              height={waterfallHeight(rows.length)}
              draw={(sheet) => drawWaterfall(sheet, water)}
            />
          ) : null}
          {form === 'table' ? (
            <div className="blame-table">
              <DataTable
                id={`request-${found.victim}-${trace.number}`}
                empty="Nothing was recorded."
                table={spansTable(rows, split.latencyUs, letterOf)}
              />
            </div>
          ) : null}
          {form === 'sentence' ? <p className="blame-prose">{tied(sentence)}</p> : null}
        </section>
      </Section>
      <QueueSection scenario={scenario} victim={found.victim} wait={wait} moment={moment} form={form} />
      <Section
        title={`All of ${who.letter}’s requests in this window`}
        note="count, square-root height; latency in ms, log"
        truth={LATENCIES_TRUTH}
      >
        <div className="blame-plot" style={{ minHeight: HISTOGRAM_HEIGHT }}>
          {form === 'picture' ? (
            <Drawing
              label={rank}
              height={HISTOGRAM_HEIGHT}
              draw={(sheet) => drawHistogram(sheet, { classes, sloUs, thisUs: split.latencyUs })}
            />
          ) : null}
          {form === 'table' ? (
            <div className="blame-table small">
              <DataTable
                id={`latencies-${found.victim}`}
                empty="No request was answered."
                table={latencyTable(classes)}
              />
            </div>
          ) : null}
          {form === 'sentence' ? <p className="blame-prose">{tied(rank)}</p> : null}
        </div>
      </Section>
      <div className="request-foot">
        <p className="request-sentence">{tied(sentence)}</p>
        <div className="button-row">
          <Link className="button primary" href={`${benchPath(scenarioId, runId)}?at=${secondsText(trace.startUs)}`}>
            Go to {formatClock(trace.startUs)} in the bench
          </Link>
          <Link
            className="button outline follow-request"
            aria-keyshortcuts="F"
            href={`${benchPath(scenarioId, runId)}?${new URLSearchParams({ at: secondsText(trace.startUs + 1), follow: followWord(trace.tenant, trace.number) })}`}
          >
            Follow this request <KeyCap>F</KeyCap>
          </Link>
          <CopyLink found={found} number={trace.number} />
        </div>
      </div>
    </div>
  );
}

/** Which of the kept requests it is, and of which cell. */
function CellWords({
  found,
  trace,
  letterOf,
}: Pick<RequestViewProps, 'found' | 'trace'> & { letterOf(id: string): string }) {
  const { culprit, victim, kept, chargedUs } = found;
  const most = kept.every((each) => each.chargedUs <= chargedUs);
  const place = kept.length - kept.findIndex(({ number }) => number === trace.number);
  const actor = culprit === SYSTEM ? 'The system' : letterOf(culprit);
  const cell = culprit === victim ? `${actor} makes itself wait` : `${actor} makes ${letterOf(victim)} wait`;
  if (kept.every((each) => each.chargedUs === 0)) {
    return (
      <>
        None of {formatCount(kept.length)} kept requests is charged to the cell <b>{cell}</b>; this is number{' '}
        {formatCount(place)} of them by slowness.
      </>
    );
  }
  return (
    <>
      {most ? 'Worst' : `Number ${formatCount(place)} by slowness`} of {formatCount(kept.length)} kept of the cell{' '}
      <b>{cell}</b>: {formatMs(chargedUs)} of it.
    </>
  );
}

function frontWords(
  moment: Moment,
  wait: Parameters<typeof lineOf>[1],
  { culprit }: SlowRequest,
  letterOf: (id: string) => string,
  victim: string,
  ids: readonly string[],
): string {
  const line = lineOf(moment, wait);
  if (line === null || line.waiting === 0) return '';
  const theirs = counted(line.queue).find(({ tenant }) => ids[tenant] === culprit)?.count ?? 0;
  const whose = letterOf(culprit) === victim ? 'its own tenant' : letterOf(culprit);
  return `${formatCount(theirs)} of the ${formatCount(line.waiting)} requests in front belonged to ${whose} (${formatShare(theirs / line.waiting)}).`;
}

/** Copies the address with everything in it that is on the page, defaults included. */
function CopyLink({ found, number }: { found: SlowRequest; number: number }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async () => {
    const url = new URL(location.href);
    const { fromUs, toUs, culprit, victim } = found;
    const pinned = { from: secondsText(fromUs), to: secondsText(toUs), culprit, victim, request: String(number) };
    for (const [name, value] of Object.entries(pinned)) url.searchParams.set(name, value);
    history.replaceState(history.state, '', url);
    try {
      await navigator.clipboard.writeText(url.href);
      setState('copied');
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      setState('refused');
    }
  };
  return (
    <>
      <button type="button" className="button plain" onClick={() => void copy()}>
        Copy link
      </button>
      <span className="quiet" role="status">
        {state === 'copied'
          ? 'Copied.'
          : state === 'refused'
            ? 'The browser does not let pages copy: the address bar has the link.'
            : ''}
      </span>
    </>
  );
}
