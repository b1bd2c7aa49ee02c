/** @module Move words: how far the tenants are that move to another database, and who had to stay. */
import type { MoveView } from '../../sim-engine/model/topology.ts';
import type { BenchData } from '../state/bench-data.ts';
import { formatShare } from './format.ts';
import { letterOf } from './run-facts.ts';

/** @returns one part per tenant under way, for example `A 40 %` or `B catching up`; who only waits is left out */
export function underWay(data: BenchData): readonly string[] {
  const moves = data.topology?.moves ?? [];
  return moves.filter((move) => !move.waiting).map((move) => `${letterOf(data, move.tenant)} ${stageWords(move)}`);
}

/** @returns how many moves have not begun */
export function toCome(data: BenchData): number {
  return data.topology?.moves.filter((move) => move.waiting).length ?? 0;
}

/** @returns ids of the tenants whose moves were rolled back since the last switch */
export function rolledBack(data: BenchData): readonly string[] {
  const sinceUs = data.topology?.isolationSinceUs ?? 0;
  return data.log
    .filter(({ kind, tenant, atUs }) => kind === 'move-rolled-back' && tenant !== '' && atUs >= sinceUs)
    .map(({ tenant }) => tenant);
}

function stageWords({ stage, doneShare }: MoveView): string {
  switch (stage) {
    case 'catching-up':
      return 'catching up';
    case 'frozen':
      return 'writes on hold';
    case 'verifying':
      return 'comparing';
    default:
      return formatShare(doneShare);
  }
}
