/** @module REGISTRY of a lesson's pictures: one line per kind of view. */
import type { ViewSpec } from '../../../sim-engine/model/experiment.ts';
import { AgainstControl } from './against-control.tsx';
import { Frontier } from './frontier.tsx';
import { OverTime } from './over-time.tsx';
import { Quantiles } from './quantiles.tsx';
import { Shares } from './shares.tsx';
import type { View } from './view.ts';

export const VIEWS: { readonly [K in ViewSpec['kind']]: View<K> } = {
  'over-time': OverTime,
  'against-control': AgainstControl,
  shares: Shares,
  quantiles: Quantiles,
  frontier: Frontier,
};
