/**
 * @module REGISTRY of migrations: the one that leads away from format n stands at place n - 1, each in a file of its own.
 *
 * There is none as long as the first notation is also the newest.
 */
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [];
