/** @module The control interface: what a setting changes in the world before its run begins. */
import type { ControlSpec, ExperimentSetting } from '../../model/experiment.ts';
import type { Definition } from '../../model/registry.ts';
import type { Scenario } from '../../model/scenario.ts';

/** A kind of control. */
export interface ControlKind extends Pick<Definition, 'id' | 'title' | 'summary'> {
  /** What `target` has to name. */
  readonly targets: 'tenant' | 'noise' | 'nothing';
  /** How its settings are written. */
  readonly settings: 'rate' | 'percent' | 'isolation';
  /** Whether it needs an operation. */
  readonly ofOperation: boolean;
  /**
   * @param world    as it was written
   * @param control  with its target
   * @param setting  one of the control's
   * @returns the world under that setting
   */
  settle(world: Scenario, control: ControlSpec, setting: ExperimentSetting): Scenario;
}
