/** @module One class: how it stands in a sentence, the table, and the class beside it. */
import { useMemo, useState } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { GradebookView } from '../../sim-engine/protocol/gradebook.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { Segment } from '../parts/segment.tsx';
import { ClassAside } from './class-aside.tsx';
import { classSentence, FILTERS, type Filter, filtered } from './gradebook-words.ts';
import { LearnerTable } from './learner-table.tsx';

const FILTER_WORDS: Readonly<Record<Filter, string>> = {
  all: 'All',
  failed: 'Failed a check',
  person: 'Need a person',
  stuck: 'Stuck now',
};

interface ClassViewProps {
  readonly view: GradebookView;
  /** What is wrong with a file that was to be brought in. */
  readonly issues: readonly Issue[];
  onView(view: GradebookView): void;
}

export function ClassView({ view, issues, onView }: ClassViewProps) {
  const [filter, setFilter] = useState<Filter>('all');
  const rows = useMemo(() => filtered(view, filter), [view, filter]);
  const { lead, rest } = classSentence(view);
  return (
    <main className="gradebook-main" id="main">
      <div className="gradebook-left">
        <p className="gradebook-sentence">
          <strong>{lead}</strong> {rest}
        </p>
        {view.policy === null ? null : <p className="note">Marks: {view.policy}.</p>}
        {issues.length > 0 ? (
          <div role="alert">
            <p className="dense">
              <b>Nothing was brought in.</b>
            </p>
            <IssueList issues={issues} />
          </div>
        ) : null}
        <div className="gradebook-bar">
          <Segment<Filter>
            label="Which learners"
            options={FILTERS.map((value) => ({
              value,
              label: `${FILTER_WORDS[value]} ${filtered(view, value).length}`,
            }))}
            value={filter}
            onChoose={setFilter}
          />
          <span className="gradebook-legend note">
            <span>
              <StateGlyph state="fine" /> held in the own world
            </span>
            <span>
              <StateGlyph state="over" /> not held
            </span>
            <span>
              <span className="seed-bar" aria-hidden="true">
                <i className="held" />
                <i />
              </span>{' '}
              1 bar = 1 hidden world
            </span>
          </span>
        </div>
        <LearnerTable key={filter} view={view} rows={rows} onView={onView} />
      </div>
      <ClassAside view={view} />
    </main>
  );
}
