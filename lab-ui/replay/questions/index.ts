/** @module What the page may ask of a run: one file and one line each. An answer must be plain data that a message can carry. */
import { explain } from './explain.ts';
import { moment } from './moment.ts';

/** Every question by name: a function of the run's book and of one plain argument. */
export const QUESTIONS = { explain, moment };

/** The questions, for the types of the page's side. */
export type Questions = typeof QUESTIONS;
