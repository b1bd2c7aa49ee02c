/** @module REGISTRY of diagnosis questions: one line per question. */
import { culprit } from './culprit.ts';
import type { Question } from './question.ts';
import { resource } from './resource.ts';
import { victim } from './victim.ts';

/** The first entry is the registry's default. */
export const QUESTIONS: readonly Question[] = [culprit, resource, victim];
