/**
 * @module Reads a scenario section by section and list entry by list entry, so that one wrong key hides nothing else.
 */
import { z } from 'zod';
import { actionSchema, type WrittenAction } from './action-schema.ts';
import { find, findKey, type Located, printPath, toPlain } from './located.ts';
import { operationItemSchema } from './operation-schema.ts';
import type { IssueList } from './placed-issue.ts';
import { type ReadNamed, readNamed } from './read-conditions.ts';
import { type Item, readItems } from './read-items.ts';
import {
  guardHead,
  objectiveHead,
  planSchema,
  proofSchema,
  scenarioSchema,
  tenantSchema,
  timelineItemSchema,
  type WrittenScenario,
} from './scenario-schema.ts';
import { readBySchema } from './schema-issues.ts';
import { didYouMean } from './suggest.ts';

/** A proof with those of its actions that could be read. */
export interface ReadProof {
  readonly proof: Omit<WrittenScenario['proofs'][number], 'actions'>;
  readonly actions: readonly Item<WrittenAction>[];
}

/** What could be read of a file; a section that could not be is undefined, a broken entry is left out. */
export interface Sections {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly duration: number | undefined;
  readonly summary: string | undefined;
  readonly concepts: readonly string[] | undefined;
  readonly plans: readonly Item<WrittenScenario['plans'][number]>[];
  readonly operations: readonly Item<WrittenScenario['operations'][number]>[];
  readonly tenantDefaults: WrittenScenario['tenantDefaults'];
  readonly tenants: readonly Item<WrittenScenario['tenants'][number]>[];
  readonly system: WrittenScenario['system'] | undefined;
  readonly isolation: WrittenScenario['isolation'] | undefined;
  readonly timeline: readonly Item<NonNullable<WrittenScenario['timeline']>[number]>[];
  readonly rights: WrittenScenario['rights'] | undefined;
  readonly objectives: readonly Item<ReadNamed>[];
  readonly guards: readonly Item<ReadNamed>[];
  readonly passPoints: number | undefined;
  readonly hidden: WrittenScenario['hidden'];
  readonly proofs: readonly Item<ReadProof>[];
}

/** What every check works on. */
export interface Draft {
  readonly root: Located;
  readonly plain: Readonly<Record<string, unknown>>;
  readonly sections: Sections;
  readonly issues: IssueList;
}

/** An entry's own keys are read later, one action at a time. */
const proofHead = proofSchema.extend({ actions: z.unknown().optional() });

/**
 * @param root    the whole file
 * @param issues  receives everything that the schema says is wrong
 */
export function readSections(root: Located, issues: IssueList): Draft {
  const plain = toPlain(root) as Readonly<Record<string, unknown>>;
  const allowed = Object.keys(scenarioSchema.shape);
  for (const key of Object.keys(plain)) {
    if (allowed.includes(key)) continue;
    issues.add(findKey(root, [], key), 'unknown-key', key, `found the unknown key ${key}: ${didYouMean(key, allowed)}`);
  }
  const { shape } = scenarioSchema;
  const file = { root, issues };
  const read = <T extends z.ZodType>(key: string, schema: T) => readBySchema(schema, root, [key], plain[key], issues);
  const each = <T extends z.ZodType>(key: keyof typeof shape, schema: T): Item<z.output<T>>[] =>
    readItems(file, [key], shape[key], () => schema);
  const heads = each('proofs', proofHead);
  const proofCount = Array.isArray(plain.proofs) ? plain.proofs.length : 0;
  // Actions are read even where the proof around them is broken, so that their errors are told as well.
  const actions = Array.from({ length: proofCount }, (_, index) =>
    readItems(file, ['proofs', index, 'actions'], proofSchema.shape.actions, () => actionSchema),
  );
  const proofs = heads.map(({ index, value }) => ({ index, value: { proof: value, actions: actions[index] ?? [] } }));
  read('format', shape.format);
  const sections: Sections = {
    id: read('id', shape.id),
    title: read('title', shape.title),
    duration: read('duration', shape.duration),
    summary: read('summary', shape.summary),
    concepts: read('concepts', shape.concepts),
    plans: each('plans', planSchema),
    operations: readItems(file, ['operations'], shape.operations, operationItemSchema),
    tenantDefaults: read('tenantDefaults', shape.tenantDefaults),
    tenants: each('tenants', tenantSchema),
    system: read('system', shape.system),
    isolation: read('isolation', shape.isolation),
    timeline: readItems(file, ['timeline'], shape.timeline, timelineItemSchema),
    rights: read('rights', shape.rights),
    objectives: readNamed(file, 'objectives', shape.objectives, objectiveHead, 'asks'),
    guards: readNamed(file, 'guards', shape.guards, guardHead),
    passPoints: read('passPoints', shape.passPoints),
    hidden: read('hidden', shape.hidden),
    proofs,
  };
  return { root, plain, sections, issues };
}

/** Adds an issue at a place of the draft. */
export function tell(draft: Draft, path: readonly (string | number)[], code: string, message: string): void {
  draft.issues.add(find(draft.root, path).offset, code, printPath(path), message);
}
