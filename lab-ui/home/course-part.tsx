/** @module The courses on home, each with the place to go on from. */
import { Link } from 'wouter';
import type { CourseOutline, CourseProgress } from '../../sim-engine/protocol/course.ts';
import type { RunListing } from '../../sim-engine/protocol/messages.ts';
import { nextModule, placeWords, standingOf } from '../course/standing.ts';
import { api } from '../net/api.ts';

/** A course with how far the learner is. */
export interface CourseStanding {
  readonly outline: CourseOutline;
  readonly progress: CourseProgress;
}

/** @returns every course; those whose progress cannot be told are left out, their page says why */
export async function courseStandings(): Promise<readonly CourseStanding[]> {
  const outlines = await api.courses();
  if (!outlines.ok) return [];
  const standings = await Promise.all(
    outlines.value.map(async (outline) => {
      const progress = await api.courseProgress(outline.id);
      return progress.ok ? [{ outline, progress: progress.value }] : [];
    }),
  );
  return standings.flat();
}

interface CoursePartProps {
  readonly courses: readonly CourseStanding[];
  readonly runs: readonly RunListing[];
}

export function CoursePart({ courses, runs }: CoursePartProps) {
  if (courses.length === 0) return null;
  return (
    <section aria-labelledby="courses-title">
      <h2 id="courses-title">Course</h2>
      <ul className="scenario-list">
        {courses.map((course) => (
          <CourseLine key={course.outline.id} course={course} runs={runs} />
        ))}
      </ul>
    </section>
  );
}

function CourseLine({ course, runs }: { course: CourseStanding; runs: readonly RunListing[] }) {
  const { outline, progress } = course;
  const known = { progress, runs };
  const next = nextModule(outline, known);
  const isBegun = progress.last !== null;
  const path = `/course/${outline.id}`;
  return (
    <li>
      <div>
        <strong>
          <Link href={path}>{outline.title}</Link>
        </strong>
        <p className="quiet">
          {next !== null && isBegun
            ? `${next.title}${placeWords(next, known)}: ${standingOf(next, known).words}.`
            : outline.summary}
        </p>
      </div>
      <Link href={next !== null && next.kind === 'lesson' ? `${path}/${next.id}` : path} className="button">
        {isBegun ? 'Go on' : 'Begin'}
        <span className="hidden-words"> with {next?.title ?? outline.title}</span>
      </Link>
    </li>
  );
}
