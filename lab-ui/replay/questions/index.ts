/** @module What the page may ask of a run: one file and one line each. An answer must be plain data that a message can carry. */
import { blame } from './blame.ts';
import { compare } from './compare.ts';
import { explain } from './explain.ts';
import { laws } from './laws.ts';
import { moment } from './moment.ts';
import { removal } from './removal.ts';
import { replicated } from './replicated.ts';
import { requestPath } from './request-path.ts';
import { slowRequest } from './slow-request.ts';
import { step } from './step.ts';
import { thisRun } from './this-run.ts';
import { ticks } from './ticks.ts';
import { tracesFile } from './traces-file.ts';

/** Every question by name: a function of the run's book and of one plain argument. */
export const QUESTIONS = {
  'slow-request': slowRequest,
  blame,
  compare,
  explain,
  laws,
  moment,
  removal,
  replicated,
  'request-path': requestPath,
  step,
  'this-run': thisRun,
  ticks,
  tracesFile,
};

/** The questions, for the types of the page's side. */
export type Questions = typeof QUESTIONS;
