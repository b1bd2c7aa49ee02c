/** @module The way in: a first visit goes straight to the bench, a later one resumes or starts a run. */
import { useCallback, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { CertificateShelf } from '../../sim-engine/protocol/certificates.ts';
import type { Answer, RunListing } from '../../sim-engine/protocol/messages.ts';
import { LearnerMenu } from '../bench/learner-menu.tsx';
import { CompareChoice } from '../compare/compare-choice.tsx';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { api, recordUrl, type ScenarioListing } from '../net/api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { PageTopBar } from '../parts/page-top-bar.tsx';
import { benchPath } from '../state/bench-query.ts';
import { changeLearner } from '../state/learner.ts';
import { formatClock } from '../text/format.ts';
import { CertificatePart } from './certificate-part.tsx';
import { CoursePart, type CourseStanding, courseStandings } from './course-part.tsx';

interface Held {
  readonly scenarios: readonly ScenarioListing[];
  readonly runs: readonly RunListing[];
  readonly certificates: Answer<CertificateShelf>;
  readonly courses: readonly CourseStanding[];
}

/** Runs that are shown before all of them are asked for, the newest first: what can be started stands below them. */
const RUNS_SHOWN = 6;

export function HomePage() {
  const [held, setHeld] = useState<Held | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [, navigate] = useLocation();
  const start = useCallback(
    async (scenarioId: string, replace: boolean) => {
      const created = await api.createRun(scenarioId);
      if (created.ok) navigate(benchPath(scenarioId, created.value.runId), { replace });
      else setIssues(created.issues);
    },
    [navigate],
  );
  useEffect(() => {
    let left = false;
    const load = async () => {
      // The session first: its cookie is what the list of runs belongs to.
      const learner = await api.session();
      // A first visit ends on the bench: its file is fetched while its run is made.
      if (learner.ok && !learner.value.guideDone) void import('../bench/bench-page.tsx');
      // All in one go: what came later would push what is shown already.
      const [scenarios, runs, certificates, courses] = await Promise.all([
        api.scenarios(),
        api.runs(),
        api.certificates(),
        courseStandings(),
      ]);
      if (left) return;
      if (!learner.ok || !scenarios.ok || !runs.ok) {
        setIssues([learner, scenarios, runs].flatMap((answer) => (answer.ok ? [] : answer.issues)).slice(0, 3));
        return;
      }
      changeLearner(learner.value);
      const first = scenarios.value[0];
      // Who began with the course was here before, without a run.
      const isFirst = runs.value.length === 0 && courses.every(({ progress }) => progress.last === null);
      if (isFirst && first) await start(first.id, true);
      else setHeld({ scenarios: scenarios.value, runs: runs.value, certificates, courses });
    };
    document.title = 'TenantLab';
    void load();
    return () => {
      left = true;
    };
  }, [start]);
  return (
    <div className="home">
      <PageTopBar>
        <Link href="/author" className="button plain">
          Author
        </Link>
        <Link href="/truth" className="button plain">
          Model and truth
        </Link>
        <Link href="/gradebook" className="button plain">
          Gradebook
        </Link>
        <LearnerMenu />
      </PageTopBar>
      <main className="page" id="main">
        {held ? null : (
          <h1 className={issues.length > 0 ? undefined : 'hidden-words'}>
            {issues.length > 0 ? 'Your runs cannot be shown' : 'Your runs'}
          </h1>
        )}
        {issues.length > 0 ? <IssueList issues={issues} /> : null}
        {held ? <HomeLists held={held} onStart={(id) => void start(id, false)} /> : null}
      </main>
    </div>
  );
}

function HomeLists({ held, onStart }: { held: Held; onStart(scenarioId: string): void }) {
  const [, navigate] = useLocation();
  const open = held.runs.find((run) => run.status !== 'finished');
  return (
    <>
      <h1>{headline(held.runs, open)}</h1>
      {open ? (
        <div className="button-row">
          <ActionButton
            kind="primary"
            className="tall"
            onPress={() => navigate(benchPath(open.scenarioId, open.runId))}
          >
            {open.status === 'ready' ? `Begin ${open.title}` : `Go on from ${formatClock(open.simulatedUs)}`}
          </ActionButton>
        </div>
      ) : null}
      <CoursePart courses={held.courses} runs={held.runs} />
      {held.runs.length === 0 ? null : <RunTable runs={held.runs} />}
      <CertificatePart answer={held.certificates} />
      <section aria-labelledby="scenarios-title">
        <h2 id="scenarios-title">Scenarios</h2>
        <ul className="scenario-list">
          {held.scenarios.map((scenario) => (
            <li key={scenario.id}>
              <div>
                <strong>{scenario.title}</strong>
                <p className="quiet">{scenario.summary}</p>
              </div>
              <ActionButton kind={open ? 'outline' : 'primary'} onPress={() => onStart(scenario.id)}>
                Start a new run<span className="hidden-words"> of {scenario.title}</span>
              </ActionButton>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function headline(runs: readonly RunListing[], open: RunListing | undefined): string {
  if (open?.status === 'ready') return `${open.title} has not begun.`;
  if (open) return `${open.title} stands at ${formatClock(open.simulatedUs)}.`;
  return runs.length === 0 ? 'No run of the lab yet.' : 'Every run is finished.';
}

const STATUS_GLYPHS = {
  ready: 'not-yet',
  running: 'running',
  paused: 'not-yet',
  finished: 'fine',
  failed: 'over',
} as const;
const STATUS_WORDS = {
  ready: 'not started',
  running: 'running',
  paused: 'paused',
  finished: 'finished',
  failed: 'stopped',
} as const;

function RunTable({ runs }: { runs: readonly RunListing[] }) {
  const [compared, setCompared] = useState<string | null>(null);
  const [isWhole, setWhole] = useState(runs.length <= RUNS_SHOWN);
  const shown = isWhole ? runs : runs.slice(0, RUNS_SHOWN);
  return (
    <section aria-labelledby="runs-title">
      <h2 id="runs-title">Your runs</h2>
      <table className="table run-table">
        <thead>
          <tr>
            <th scope="col">Scenario</th>
            <th scope="col">State</th>
            <th scope="col" className="number">
              Time, s
            </th>
            <th scope="col" className="number">
              Points
            </th>
            <th scope="col" className="number">
              Seed
            </th>
            <th scope="col">Record</th>
            <th scope="col">Compare</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((run) => (
            <tr key={run.runId}>
              <td>
                <Link href={benchPath(run.scenarioId, run.runId)}>{run.title}</Link>
                {run.branchOf === null ? null : (
                  <span className="note"> branch at {formatClock(run.branchOf.atUs)}</span>
                )}
              </td>
              <td>
                <StateGlyph state={STATUS_GLYPHS[run.status]} /> {STATUS_WORDS[run.status]}
              </td>
              <td className="number">{(run.simulatedUs / 1e6).toFixed(1)}</td>
              <td className="number">
                {run.status === 'ready' ? '–' : run.points}/{run.pointsMax}
              </td>
              <td className="number">{run.seed}</td>
              <td>
                {run.status === 'finished' ? (
                  <a href={recordUrl(run.runId)} download>
                    Download
                  </a>
                ) : (
                  '–'
                )}
              </td>
              <td>
                {run.simulatedUs > 0 && runs.length > 1 ? (
                  <button
                    type="button"
                    className="link-button"
                    aria-label={`Compare the run with seed ${run.seed} at ${formatClock(run.simulatedUs)} with another`}
                    onClick={() => setCompared(run.runId)}
                  >
                    With another
                  </button>
                ) : (
                  '–'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {isWhole ? null : (
        <p className="home-line">
          <button type="button" className="link-button" onClick={() => setWhole(true)}>
            Show all {runs.length} runs
          </button>
        </p>
      )}
      {compared === null ? null : <CompareChoice runId={compared} onClose={() => setCompared(null)} />}
    </section>
  );
}
