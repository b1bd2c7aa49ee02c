/** @module REGISTRY of an experiment's views: one line per kind; null for those that are drawn from readings alone. */
import type { ViewSpec } from '../../model/experiment.ts';
import { overTime } from './over-time.ts';
import { quantiles } from './quantiles.ts';
import type { ViewKind } from './view.ts';

export const VIEWS: { readonly [K in ViewSpec['kind']]: ViewKind<K> } = {
  'over-time': overTime,
  quantiles,
  'against-control': null,
  shares: null,
  frontier: null,
};
