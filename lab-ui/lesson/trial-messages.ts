/** @module What a lesson's page and its trial worker say to each other. */
import type { Experiment, Trial } from '../../sim-engine/model/experiment.ts';

/** Page to worker: conduct the experiment under this setting. */
export interface TrialRequest {
  readonly experiment: Experiment;
  /** Index of the setting. */
  readonly at: number;
}

/** Worker to page. */
export interface TrialReply {
  readonly trial: Trial;
  readonly engineVersion: string;
}
