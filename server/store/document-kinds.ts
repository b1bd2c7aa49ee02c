/** @module How each kind of document is read back: field by field, because a file may hold anything. */

import { readProgress } from '../courses/read-progress.ts';
import type { DocumentKind } from './durable-adapter.ts';
import type {
  CertificateDocument,
  CourseDocument,
  LearnerDocument,
  ProgressDocument,
  RevocationDocument,
} from './store.ts';

/** Learners. */
export const learnerKind: DocumentKind<LearnerDocument> = {
  kind: 'learner',
  read(value) {
    const fields = textFields(value, ['learnerId', 'name', 'secretSha256', 'createdAt']);
    if (!fields || typeof fields.all.guideDone !== 'boolean') return undefined;
    const { learnerId, name, secretSha256, createdAt } = fields.text;
    return { learnerId, name, secretSha256, createdAt, guideDone: fields.all.guideDone };
  },
};

/** Courses. */
export const courseKind: DocumentKind<CourseDocument> = {
  kind: 'course',
  read: (value) => textFields(value, ['courseId', 'title', 'createdAt'])?.text,
};

/** Progress. */
export const progressKind: DocumentKind<ProgressDocument> = {
  kind: 'progress',
  read(value) {
    const fields = textFields(value, ['learnerId']);
    const courses = readProgress(fields?.all.courses);
    return fields && courses ? { learnerId: fields.text.learnerId, courses } : undefined;
  },
};

/** Certificates. */
export const certificateKind: DocumentKind<CertificateDocument> = {
  kind: 'certificate',
  read(value) {
    const fields = textFields(value, ['certificateId', 'learnerId', 'text']);
    const runIds: unknown = fields?.all.runIds;
    if (!fields || !Array.isArray(runIds)) return undefined;
    const texts = runIds.filter((each): each is string => typeof each === 'string');
    return texts.length === runIds.length ? { ...fields.text, runIds: texts } : undefined;
  },
};

/** Revocations. */
export const revocationKind: DocumentKind<RevocationDocument> = {
  kind: 'revocation',
  read: (value) => textFields(value, ['certificateId', 'revokedAt', 'reason'])?.text,
};

export function textFields<K extends string>(
  value: unknown,
  names: readonly K[],
): { readonly text: Record<K, string>; readonly all: Readonly<Record<string, unknown>> } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const all = value as Record<string, unknown>;
  const entries: [string, string][] = [];
  for (const name of names) {
    const field = all[name];
    if (typeof field !== 'string') return undefined;
    entries.push([name, field]);
  }
  return { text: Object.fromEntries(entries) as Record<K, string>, all };
}
