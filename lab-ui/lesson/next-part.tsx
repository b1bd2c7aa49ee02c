/** @module Where to go from the end of a lesson: the next part of its chapter, a lab with a run of its own. */
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { CourseModule } from '../../sim-engine/protocol/course.ts';
import { labRun } from '../course/standing.ts';
import { api } from '../net/api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { benchPath } from '../state/bench-query.ts';
import { formatClock } from '../text/format.ts';
import type { LessonPageData } from './use-lesson.ts';

export function NextPart({ data }: { data: LessonPageData }) {
  const { lesson, runs } = data;
  const { modules } = lesson.chapter;
  const next = modules[modules.findIndex(({ id }) => id === lesson.lesson.id) + 1];
  return (
    <section className="lesson-next" aria-label="Next">
      {next === undefined ? null : next.kind === 'lesson' ? (
        <Link href={`/course/${lesson.courseId}/${next.id}`} className="button primary tall">
          Next: {next.title}
        </Link>
      ) : (
        <LabButton courseId={lesson.courseId} lab={next} run={labRun(next.scenario, runs)} />
      )}
      <Link href={`/course/${lesson.courseId}`} className="button plain">
        To the course
      </Link>
    </section>
  );
}

interface LabButtonProps {
  readonly courseId: string;
  readonly lab: Extract<CourseModule, { kind: 'lab' }>;
  readonly run: ReturnType<typeof labRun>;
}

/** Goes on with the lab's open run, or makes one. */
export function LabButton({ courseId, lab, run }: LabButtonProps) {
  const [, navigate] = useLocation();
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const go = async () => {
    void api.reportProgress(courseId, { module: lab.id });
    if (run !== undefined && run.status !== 'finished') return navigate(benchPath(lab.scenario, run.runId));
    const made = await api.createRun(lab.scenario);
    if (made.ok) navigate(benchPath(lab.scenario, made.value.runId));
    else setIssues(made.issues);
  };
  const isUnderWay = run !== undefined && run.status !== 'finished' && run.status !== 'ready';
  return (
    <>
      <ActionButton kind="primary" className="tall" onPress={() => void go()}>
        {isUnderWay
          ? `Lab: ${lab.title}, go on from ${formatClock(run.simulatedUs)}`
          : `Lab: ${lab.title}, start a run`}
      </ActionButton>
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
    </>
  );
}
