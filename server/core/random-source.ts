/** @module Unguessable identifiers, behind one interface so that tests can name theirs. */
import { randomBytes } from 'node:crypto';

/** Source of identifiers and secrets. */
export interface RandomSource {
  /**
   * @param byteCount  bytes of entropy, 1..64
   * @returns lowercase hex, two digits per byte
   */
  hex(byteCount: number): string;
}

/** The operating system's generator. */
export const systemRandom: RandomSource = {
  hex: (byteCount) => randomBytes(byteCount).toString('hex'),
};
