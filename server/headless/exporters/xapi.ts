/**
 * @module Grades as xAPI statements, a JSON list of them: passed or failed, with the replay behind it. Files without a grade, or
 * without a mark, make no statement.
 */
import { sha256Hex } from '../../content/canonical-json.ts';
import type { Grade } from '../grade-record.ts';
import type { Exporter } from './exporter.ts';

/** Where the vocabulary's own terms live; an IRI that nobody has to be able to open. */
const HOME = 'https://tenantlab.example';

export const xapi: Exporter = {
  id: 'xapi',
  summary: 'xAPI 1.0.3 statements, a JSON list: passed or failed, for every file that has a mark.',
  export: (grades) => `${JSON.stringify(grades.flatMap(statementOf), null, 2)}\n`,
};

function statementOf(grade: Grade): Record<string, unknown>[] {
  if (grade.state !== 'graded' || grade.mark === null) return [];
  const { mark, pointsMax, passed, scenarioId, seed, digest, submission, file, trajectory } = grade;
  const verb = passed ? 'passed' : 'failed';
  return [
    {
      // The same grade is the same statement, so that sending it twice does no harm.
      id: uuidOf(`${file}\n${digest}\n${mark}\n${submission?.learner ?? ''}\n${submission?.attempt ?? ''}`),
      actor: { objectType: 'Agent', account: { homePage: HOME, name: submission?.learner ?? file } },
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { 'en-US': verb } },
      object: {
        objectType: 'Activity',
        id: `${HOME}/xapi/labs/${scenarioId}`,
        definition: { type: 'http://adlnet.gov/expapi/activities/simulation', name: { 'en-US': scenarioId } },
      },
      result: {
        score: { scaled: pointsMax === 0 ? 0 : mark / pointsMax, raw: mark, min: 0, max: pointsMax },
        success: passed,
        completion: true,
        extensions: { [`${HOME}/xapi/ext/replay`]: { seed, digest, log: `sha256:${trajectory}` } },
      },
      ...(submission?.submittedAt == null ? {} : { timestamp: submission.submittedAt }),
      version: '1.0.3',
    },
  ];
}

/** @returns a UUID of version 5's layout that names a text */
function uuidOf(text: string): string {
  const hex = sha256Hex(text);
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
