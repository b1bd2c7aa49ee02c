/** @module The wire's types in one place for tests. */
export type { Action } from '../../../sim-engine/model/scenario.ts';
export type {
  AcceptedAction,
  Answer,
  Control,
  FrameNotes,
  OpenedRun,
  RunListing,
} from '../../../sim-engine/protocol/messages.ts';
