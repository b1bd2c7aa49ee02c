/** @module Entry of the record thread: executes a finished run again from its beginning and writes the run record. */
import { replay } from '../../sim-engine/index.ts';
import { makeRunRecord } from '../headless/run-record.ts';
import type { RecordReply, RecordRequest } from './slice.ts';

/** @param request  a finished run */
export default function answer(request: RecordRequest): RecordReply {
  const { from, actions, untilUs } = request;
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
  return { digest: run.digest(), objectives: run.objectives(), text };
}
