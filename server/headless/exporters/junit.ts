/**
 * @module Grades as JUnit XML: a suite per file, a case per objective, guard and hidden world; what has no grade is an error.
 *
 * Two schemas of the format circulate (Jenkins', and Apache Ant's as Windy Road wrote it down); what is written here is valid under
 * both. Times are simulated, so that the text does not depend on the machine.
 */
import type { Criterion, GuardCriterion } from '../../../sim-engine/model/grade.ts';
import type { Grade, GradedRecord } from '../grade-record.ts';
import type { Exporter } from './exporter.ts';
import { xmlText } from './xml.ts';

interface Case {
  readonly name: string;
  readonly failure?: { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string };
}

/** What the strict schema asks for where nobody stamped a submission. */
const NO_TIME = '1970-01-01T00:00:00';

export const junit: Exporter = {
  id: 'junit',
  summary: 'JUnit XML for CI, valid under both schemas in circulation: a suite per file, a case per objective.',
  export: (grades) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${grades.map(suite).join('')}</testsuites>\n`,
};

function suite(grade: Grade, index: number): string {
  const cases = casesOf(grade);
  const count = (kind: string): number => cases.filter(({ failure }) => failure?.kind === kind).length;
  const name = grade.state === 'graded' ? grade.scenarioId : 'ungraded';
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
  // No zone and no fraction: the strict schema takes neither.
  const timestamp = grade.submission?.submittedAt?.slice(0, 19) ?? NO_TIME;
  const rest = `time="0" timestamp="${xmlText(timestamp)}" hostname="localhost" id="${index}" package="tenantlab"`;
  const classname = xmlText(`tenantlab.${name}`);
  return `  <testsuite name="${xmlText(grade.file)}" ${counts} ${rest}>
    <properties>${propertiesOf(grade)}</properties>
${cases.map((each) => testcase(each, classname)).join('')}    <system-out></system-out>
    <system-err></system-err>
  </testsuite>
`;
}

function propertiesOf(grade: Grade): string {
  const facts: Record<string, string> = { state: grade.state };
  if (grade.submission !== null) facts.learner = grade.submission.learner;
  if (grade.state === 'graded') {
    facts.seed = String(grade.seed);
    facts.points = `${grade.points}/${grade.pointsMax}`;
    facts.mark = grade.mark === null ? '' : String(grade.mark);
    facts.digest = grade.digest;
  }
  return Object.entries(facts)
    .map(([key, value]) => `<property name="${key}" value="${xmlText(value)}"/>`)
    .join('');
}

function casesOf(grade: Grade): Case[] {
  if (grade.state !== 'graded')
    return [{ name: 'graded', failure: { kind: 'error', type: grade.code, message: grade.reason } }];
  const criteria = [...grade.objectives, ...grade.guards].map(criterionCase);
  const rules = grade.remarks.map(
    (remark): Case => ({
      name: 'keeps to the rules',
      failure: { kind: 'failure', type: 'RuleBroken', message: remark },
    }),
  );
  return [...criteria, ...rules, ...hiddenCases(grade)];
}

function criterionCase({ title, passed, sentence }: Criterion | GuardCriterion): Case {
  return passed
    ? { name: title }
    : { name: title, failure: { kind: 'failure', type: 'ObjectiveMissed', message: sentence } };
}

function hiddenCases({ generalisation, passPoints }: GradedRecord): Case[] {
  return (generalisation?.runs ?? []).map(({ seed, points, passed, failed }): Case => {
    const name = `hidden seed ${seed}`;
    if (passed) return { name };
    const ids = failed.map(({ id }) => id).join(', ');
    const message = `${points} points, ${passPoints} pass: ${ids}`;
    return { name, failure: { kind: 'failure', type: 'DoesNotGeneralise', message } };
  });
}

function testcase({ name, failure }: Case, classname: string): string {
  const head = `    <testcase name="${xmlText(name)}" classname="${classname}" time="0"`;
  if (failure === undefined) return `${head}/>\n`;
  const { kind, type, message } = failure;
  return `${head}><${kind} message="${xmlText(message)}" type="${xmlText(type)}">${xmlText(message)}</${kind}></testcase>\n`;
}
