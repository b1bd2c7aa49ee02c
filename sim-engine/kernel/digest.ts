/** @module The running digest of a run: every event's time and identity folded into 64 bits, in order. */
import type { StateCodec } from './state-codec.ts';

/** Two 32-bit lanes with different mixing; not cryptographic, meant to notice that two runs differ. */
export class Digest {
  private a = 0x6a09e667 | 0;
  private b = 0xbb67ae85 | 0;

  /**
   * Folds one event in.
   *
   * @param time  whole number up to 2^53
   * @param word  signed 32-bit word
   */
  fold(time: number, word: number): void {
    const low = time | 0;
    let a = Math.imul(this.a ^ low, 0x85ebca6b);
    a = (a << 13) | (a >>> 19);
    this.a = Math.imul(a ^ word, 0xc2b2ae35) ^ (a >>> 15);
    const b = Math.imul(this.b ^ word, 0x9e3779b1);
    this.b = (((b << 15) | (b >>> 17)) + low) | 0;
    if (time >= 4294967296) this.b = Math.imul(this.b ^ (time / 4294967296), 0x27d4eb2f);
  }

  /** @param text  folded unit by unit */
  foldText(text: string): void {
    for (let i = 0; i < text.length; i++) this.fold(i, text.charCodeAt(i));
  }

  /** @returns 16 lowercase hex digits */
  hex(): string {
    return hex32(this.a) + hex32(this.b);
  }

  state(codec: StateCodec): void {
    this.a = codec.number(this.a);
    this.b = codec.number(this.b);
  }
}

function hex32(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
