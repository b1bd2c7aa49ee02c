/** @module The margin of a lesson: which run its pictures are of, and what it leaves out. */
import { formatClock, formatCount } from '../text/format.ts';
import { useLessonState, useOpenLesson } from './lesson-context.tsx';

export function RunFacts() {
  const { lesson } = useOpenLesson();
  const { trials, setting, engineVersion } = useLessonState();
  const { experiment } = lesson;
  const { scenario, control, seed } = experiment;
  const trial = trials.get(setting);
  return (
    <aside className="lesson-margin" aria-labelledby="run-facts-title">
      <h2 id="run-facts-title">The run on this page</h2>
      <p className="quiet">{scenario.summary}</p>
      <dl>
        <dt>World</dt>
        <dd>{scenario.title}</dd>
        <dt>{control.label}</dt>
        <dd>{control.settings[setting]?.label}</dd>
        <dt>Length</dt>
        <dd>{formatClock(scenario.durationUs)} simulated</dd>
        <dt>Seed</dt>
        <dd>{seed}</dd>
        <dt>Events</dt>
        <dd>{trial === undefined ? '–' : formatCount(trial.events)}</dd>
        <dt>Digest</dt>
        <dd>{trial === undefined ? '–' : <code>{trial.digest}</code>}</dd>
        <dt>Engine</dt>
        <dd>{engineVersion === '' ? '–' : engineVersion}</dd>
      </dl>
      <p className="note">
        It is executed in your browser, event by event; the same seed and setting give the same digest on every machine.
        It is one run: another seed would give slightly other figures. Networks, query plans and garbage collection are
        not modelled; see <a href="/truth">model and truth</a>.
      </p>
    </aside>
  );
}
