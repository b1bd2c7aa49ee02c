/** @module How far behind the largest an answer may lie and still be right. */
import type { ParamSpec } from '../../model/registry.ts';

export const MARGIN: ParamSpec = {
  name: 'margin',
  label: 'Margin',
  unit: '%',
  min: 0,
  max: 20,
  default: 2,
  doc: 'Answers whose share is at most so many percentage points behind the largest are right as well.',
};
