/** @module JSON Schema of what authors write: for editors, and for whoever generates scenario files. */
import { z } from 'zod';
import { actionSchema } from './action-schema.ts';
import { assignmentSchema } from './assignment-schema.ts';
import { checksSchema } from './course/checks-schema.ts';
import { courseSchema } from './course/course-schema.ts';
import { experimentSchema } from './course/experiment-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';

const ACTIONS = z.union([z.array(actionSchema), z.strictObject({ actions: z.array(actionSchema) })]);

/** REGISTRY of schemas that can be printed: one line per kind of file. */
export const SCHEMAS: Readonly<Record<string, { readonly summary: string; readonly schema: z.ZodType }>> = {
  actions: { summary: 'An actions file for run --actions', schema: ACTIONS },
  course: { summary: 'The file course.yaml of a course', schema: courseSchema },
  'course-checks': { summary: 'The checks of a lesson', schema: checksSchema },
  'course-experiment': { summary: 'The experiment of a lesson', schema: experimentSchema },
  assignment: { summary: 'An assignment file for grade --assignment', schema: assignmentSchema },
  scenario: { summary: 'A scenario file', schema: scenarioSchema },
};

/**
 * @param name  a key of {@link SCHEMAS}
 * @returns the JSON Schema (draft 2020-12), or undefined when there is none of that name
 */
export function jsonSchemaOf(name: string): Record<string, unknown> | undefined {
  if (!Object.hasOwn(SCHEMAS, name)) return undefined;
  const { schema, summary } = SCHEMAS[name]!;
  return {
    title: `TenantLab: ${summary.toLowerCase()}`,
    ...z.toJSONSchema(schema, { io: 'input', reused: 'ref', unrepresentable: 'throw' }),
  };
}
