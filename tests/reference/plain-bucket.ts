/** @module A token bucket of the second engine: whole millionths of a token. */
const TOKEN = 1_000_000n;

export class PlainBucket {
  private readonly perUs: bigint;
  private readonly capacity: bigint;
  private level: bigint;
  private lastUs = 0;

  /**
   * @param ratePerSec  a whole number: so many millionths come every microsecond
   * @param burst       tokens in a full bucket
   */
  constructor(ratePerSec: number, burst: number) {
    this.perUs = BigInt(ratePerSec);
    this.capacity = BigInt(burst) * TOKEN;
    this.level = this.capacity;
  }

  admits(nowUs: number): boolean {
    const refilled = this.level + BigInt(nowUs - this.lastUs) * this.perUs;
    this.level = refilled < this.capacity ? refilled : this.capacity;
    this.lastUs = nowUs;
    if (this.level < TOKEN) return false;
    this.level -= TOKEN;
    return true;
  }
}
