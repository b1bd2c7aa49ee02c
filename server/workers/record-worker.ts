/** @module Entry of the record thread: executes a finished run again from its beginning, writes the run record and grades it. */
import { replay } from '../../sim-engine/index.ts';
import { type Grade, gradeRecord } from '../headless/grade-record.ts';
import { makeRunRecord } from '../headless/run-record.ts';
import type { RecordReply, RecordRequest } from './slice.ts';

/** @param request  a finished run */
export default function answer(request: RecordRequest): RecordReply {
  const { from, actions, untilUs, judgedBy } = request;
  const { run } = replay(from, actions, untilUs);
  const text = makeRunRecord({
    scenario: from.scenario,
    scenarioSha256: from.scenarioSha256,
    seed: from.seed,
    isolation: null,
    actions: [...actions],
    untilUs,
    result: run.result(),
    trail: [...run.trail()],
  });
  return { digest: run.digest(), grade: judgedBy ? gradeBy(text, judgedBy) : null, text };
}

/** The one function that grades, over the record as anybody would hand it in. */
function gradeBy(text: string, content: NonNullable<RecordRequest['judgedBy']>): Grade {
  const own = { ...content, kind: 'loaded' as const, text: '' };
  return gradeRecord('run', text, { get: (id) => (id === content.scenario.id ? own : undefined), list: () => [own] });
}
