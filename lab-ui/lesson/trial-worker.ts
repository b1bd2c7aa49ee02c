/** @module Entry of the trial worker: conducts a lesson's experiment, one setting at a time. */
import { conduct, ENGINE_VERSION } from '../../sim-engine/index.ts';
import type { TrialReply, TrialRequest } from './trial-messages.ts';

self.onmessage = ({ data: { experiment, at } }: MessageEvent<TrialRequest>) => {
  self.postMessage({ trial: conduct(experiment, at), engineVersion: ENGINE_VERSION } satisfies TrialReply);
};
