/** @module What the page may ask of a run: one file and one line each. An answer must be plain data that a message can carry. */
import { moment } from './moment.ts';
import { step } from './step.ts';
import { tracesFile } from './traces-file.ts';

/** Every question by name: a function of the run's book and of one plain argument. */
export const QUESTIONS = { moment, step, tracesFile };

/** The questions, for the types of the page's side. */
export type Questions = typeof QUESTIONS;
