/** @module Exponential samples by the ziggurat method: as fast as a uniform, and the same bits everywhere. */
import { exp, expInPlace, log } from './portable-math.ts';
import type { RandomStream } from './random-stream.ts';

const LAYERS = 256;
const TWO_POW_MINUS_32 = 2.3283064365386963e-10;
/** Start of the tail and area of a layer, for 256 layers. */
const TAIL_START = 7.69711747013104972;
const LAYER_AREA = 3.9496598225815571993e-3;

const edge = new Float64Array(LAYERS + 1);
const height = new Float64Array(LAYERS + 1);
edge[0] = LAYER_AREA / exp(-TAIL_START);
edge[1] = TAIL_START;
for (let i = 2; i < LAYERS; i++) edge[i] = -log(LAYER_AREA / edge[i - 1]! + exp(-edge[i - 1]!));
edge[LAYERS] = 0;
for (let i = 0; i <= LAYERS; i++) height[i] = exp(-edge[i]!);

/**
 * Draws an exponential sample with mean 1.
 *
 * @param stream  where the randomness comes from; two words in 99 % of cases
 * @param into    receives the sample: a number that is returned by a function this size would be an object
 * @param at      which element of it
 * @source Marsaglia and Tsang, The ziggurat method for generating random variables, J. Stat. Software 5(8), 2000. Layer
 *   and position come from different words (Doornik 2005 shows that sharing one word correlates them).
 */
export function drawExponential(stream: RandomStream, into: Float64Array, at: number): void {
  let shift = 0;
  for (;;) {
    const layer = stream.word() & (LAYERS - 1);
    const x = (stream.word() >>> 0) * TWO_POW_MINUS_32 * edge[layer]!;
    if (x < edge[layer + 1]!) {
      into[at] = shift + x;
      return;
    }
    if (layer === 0) {
      // Beyond the base layer the distribution starts afresh: the exponential has no memory.
      shift += TAIL_START;
    } else {
      const u = (stream.word() >>> 0) * TWO_POW_MINUS_32;
      into[at] = -x;
      expInPlace(into, at);
      if (height[layer]! + u * (height[layer + 1]! - height[layer]!) < into[at]!) {
        into[at] = shift + x;
        return;
      }
    }
  }
}
