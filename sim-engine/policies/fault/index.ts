/** @module REGISTRY of faults: one line per kind. */
import { cold } from './cold.ts';
import type { FaultKind } from './fault.ts';
import { instanceDown } from './instance-down.ts';
import { poisonMessage } from './poison-message.ts';
import { queryOfDeath } from './query-of-death.ts';
import { slow } from './slow.ts';
import { stall } from './stall.ts';
import { zoneLoss } from './zone-loss.ts';

/** The first entry is the registry's default. */
export const FAULTS: readonly FaultKind[] = [instanceDown, slow, cold, stall, zoneLoss, poisonMessage, queryOfDeath];
