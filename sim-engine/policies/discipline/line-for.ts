/** @module The line of a station: that of its discipline, with caps around it only where a flow has one. */
import type { ParamValues } from '../../model/registry.ts';
import { CappedLine } from './capped.ts';
import type { Discipline, FlowSpec, WaitingLine } from './discipline.ts';
import type { WaitingItems } from './waiting-items.ts';

/**
 * @param flows   per tenant
 * @param items   columns of the world
 * @param params  every parameter of the discipline
 */
export function lineFor(
  discipline: Discipline,
  flows: readonly FlowSpec[],
  items: WaitingItems,
  params: ParamValues,
): WaitingLine {
  const line = discipline.line(flows, items, params);
  if (flows.every((flow) => flow.cap === Number.POSITIVE_INFINITY)) return line;
  return new CappedLine(line, flows, items, discipline.whenFull);
}
