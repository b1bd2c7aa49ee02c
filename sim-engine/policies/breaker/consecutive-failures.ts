/** @module Consecutive failures: opens after so many in a row; one success starts the count again. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ParamValues } from '../../model/registry.ts';
import type { BreakerKind } from './breaker.ts';
import { CIRCUIT_PARAMS, Circuit } from './circuit.ts';

class ConsecutiveFailures extends Circuit {
  private readonly failures: number;
  private inRow = 0;

  constructor(params: ParamValues) {
    super(params);
    this.failures = params.failures!;
  }

  protected tells(_nowUs: number, ok: boolean): boolean {
    this.inRow = ok ? 0 : this.inRow + 1;
    return this.inRow >= this.failures;
  }

  protected startOver(): void {
    this.inRow = 0;
  }

  override state(codec: StateCodec): void {
    super.state(codec);
    this.inRow = codec.number(this.inRow);
  }
}

export const consecutiveFailures: BreakerKind = {
  id: 'consecutive-failures',
  title: 'Failures in a row',
  summary:
    'Opens after so many failures in a row: quick on a dead dependency, blind to one that fails half of the time.',
  source: 'Nygard, Release It!, 2007, section 5.2 (Circuit Breaker)',
  params: [
    {
      name: 'failures',
      label: 'Failures',
      unit: 'attempts',
      min: 1,
      max: 10_000,
      default: 5,
      integer: true,
      doc: 'Failures in a row that open it.',
    },
    ...CIRCUIT_PARAMS,
  ],
  breaker: (params) => new ConsecutiveFailures(params),
};
