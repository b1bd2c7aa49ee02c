/** @module The lab's addresses; every page but home is fetched when it is first opened. */
import { lazy, Suspense } from 'react';
import { Link, Route, Switch } from 'wouter';
import { HomePage } from './home/home-page.tsx';
import { ROUTES } from './routes.ts';

const BenchPage = lazy(() => import('./bench/bench-page.tsx'));
const ComparePage = lazy(() => import('./compare/compare-page.tsx'));
const TruthPage = lazy(() => import('./truth/truth-page.tsx'));
const VerifyPage = lazy(() => import('./verify/verify-page.tsx'));
const ShelfPage = lazy(() => import('./author/shelf-page.tsx'));
const EditorPage = lazy(() => import('./author/editor-page.tsx'));
const CoursePage = lazy(() => import('./course/course-page.tsx'));
const LessonPage = lazy(() => import('./lesson/lesson-page.tsx'));
const GradebookPage = lazy(() => import('./gradebook/gradebook-page.tsx'));
const BlamePage = lazy(() => import('./blame/blame-page.tsx'));

export function App() {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path={ROUTES.home} component={HomePage} />
        <Route path={ROUTES.blame}>
          {(params) => <BlamePage key={params.runId} scenarioId={params.scenarioId} runId={params.runId} />}
        </Route>
        <Route path={ROUTES.bench}>
          {/* Another run is another page: nothing of the one before may stay. */}
          {(params) => <BenchPage key={params.runId} runId={params.runId} />}
        </Route>
        <Route path={ROUTES.truth} component={TruthPage} />
        <Route path={ROUTES.verify}>
          <VerifyPage id={null} />
        </Route>
        <Route path={ROUTES.certificate}>{(params) => <VerifyPage key={params.id} id={params.id} />}</Route>
        <Route path={ROUTES.author} component={ShelfPage} />
        <Route path={ROUTES.draft}>{(params) => <EditorPage key={params.draftId} draftId={params.draftId} />}</Route>
        <Route path={ROUTES.lesson}>
          {(params) => (
            <LessonPage
              key={`${params.courseId} ${params.lessonId}`}
              courseId={params.courseId}
              lessonId={params.lessonId}
            />
          )}
        </Route>
        <Route path={ROUTES.course}>{(params) => <CoursePage key={params.courseId} id={params.courseId} />}</Route>
        <Route path={ROUTES.gradebook}>
          <GradebookPage id={null} />
        </Route>
        <Route path={ROUTES.gradebookClass}>{(params) => <GradebookPage key={params.id} id={params.id} />}</Route>
        <Route path={ROUTES.compare}>{(params) => <ComparePage a={params.a} b={params.b} />}</Route>
        <Route>
          <main className="page">
            <h1>Nothing stands at this address</h1>
            <p className="quiet">
              A run’s address looks like <code>/lab/noisy-neighbour/RUN</code>. <Link href="/">To your runs</Link>
            </p>
          </main>
        </Route>
      </Switch>
    </Suspense>
  );
}
