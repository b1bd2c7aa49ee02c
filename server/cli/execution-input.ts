/** @module What commands that run a scenario are given: file, seed, isolation, actions, end. */
import { printQuantity } from '../../scenarios/schema/quantity.ts';
import type { Choice } from '../../sim-engine/model/registry.ts';
import type { Execution } from '../headless/execute.ts';
import { UnusableInput } from './command.ts';
import { actionsInput, scenarioInput } from './inputs.ts';

/** Options as commander reads them. */
export interface ExecutionOptions {
  readonly seed: number;
  readonly isolation?: Choice;
  readonly actions?: string;
  /** Microseconds. */
  readonly until?: number;
}

/**
 * @param file     path of a scenario file, or id of a scenario of the library
 * @param options  of the command
 * @returns the run that is meant
 * @throws UnusableInput with every issue of the files, or `outside-duration`
 */
export function executionInput(file: string, options: ExecutionOptions): Execution {
  const { scenario, sha256 } = scenarioInput(file);
  const actions = options.actions === undefined ? [] : actionsInput(options.actions, scenario);
  const untilUs = options.until ?? scenario.durationUs;
  if (untilUs > scenario.durationUs) {
    const end = printQuantity('duration', scenario.durationUs);
    throw new UnusableInput({
      code: 'outside-duration',
      path: '',
      message: `found --until ${printQuantity('duration', untilUs)}, expected at most the scenario's duration, ${end}`,
    });
  }
  return {
    scenario,
    sha256,
    seed: options.seed,
    isolation: options.isolation ?? null,
    actions: actions.filter(({ atUs }) => atUs < untilUs),
    untilUs,
  };
}
