/** @module First draws of each generator from a known state, and hashes of many more; runs in every JavaScript engine. */
import { philox4x32 } from '../../sim-engine/kernel/philox.ts';
import { RandomStream } from '../../sim-engine/kernel/random-stream.ts';
import { bitsHash } from './portable-math-hashes.ts';

const COUNT = 100_000;

/** Draws of each kind. */
export interface GeneratorDraws {
  /** Blocks of Philox4x32-10 for the three counters and keys of its authors' vectors. */
  readonly philox: readonly (readonly number[])[];
  readonly xoshiro: readonly number[];
  readonly exponential: readonly number[];
  readonly normal: readonly number[];
  /** bitsHash of many draws of each kind. */
  readonly hashes: Readonly<Record<'uniform' | 'uniform32' | 'below' | 'exponential' | 'normal', string>>;
}

/** @returns a stream whose xoshiro128** state is 1, 2, 3, 4 */
function knownStream(): RandomStream {
  return new RandomStream([1, 2, 3, 4]);
}

/**
 * @param count  how many
 * @param draw   one draw
 * @returns draws from the known state
 */
export function drawsFrom(count: number, draw: (stream: RandomStream) => number): number[] {
  const stream = knownStream();
  return Array.from({ length: count }, () => draw(stream));
}

/**
 * @param count  how many draws of each kind are hashed
 * @returns the same numbers in every engine
 */
export function generatorDraws(count = COUNT): GeneratorDraws {
  const hash = (draw: (stream: RandomStream) => number): string => bitsHash(drawsFrom(count, draw));
  return {
    philox: [
      philox4x32([0, 0, 0, 0], [0, 0]),
      philox4x32([0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff]),
      philox4x32([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]),
    ],
    xoshiro: drawsFrom(10, (stream) => stream.word() >>> 0),
    exponential: drawsFrom(8, (stream) => stream.exponential()),
    normal: drawsFrom(8, (stream) => stream.normal()),
    hashes: {
      uniform: hash((stream) => stream.uniform()),
      uniform32: hash((stream) => stream.uniform32()),
      below: hash((stream) => stream.below(1_000_003)),
      exponential: hash((stream) => stream.exponential()),
      normal: hash((stream) => stream.normal()),
    },
  };
}
