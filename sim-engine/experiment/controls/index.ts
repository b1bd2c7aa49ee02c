/** @module REGISTRY of an experiment's controls: one line per kind. */
import type { ControlKind } from './control.ts';
import { isolation } from './isolation.ts';
import { noiseRate } from './noise-rate.ts';
import { operationShare } from './operation-share.ts';
import { tenantRate } from './tenant-rate.ts';

export const CONTROLS: readonly ControlKind[] = [tenantRate, noiseRate, operationShare, isolation];
