/** @module Trace record: the spans of one request in columns of fixed length; what finds no room is counted. */
import type { StateCodec } from '../../kernel/state-codec.ts';

/** What a request does during a span. */
export const enum SPAN {
  /** The whole request, and each attempt that it makes: they contain the others. */
  request = 0,
  attempt = 1,
  hedge = 2,
  branch = 3,
  /** Waits in a station's line. */
  wait = 4,
  service = 5,
  /** Is served at once with everybody present. */
  sharing = 6,
  lock = 7,
  /** Lets time pass. */
  delay = 8,
  /** Waits for its own limit. */
  limit = 9,
  /** Waits for another request of its tenant that fetches the same key. */
  follow = 10,
  /** Waits for the answers of its attempts, and between two of them. */
  call = 11,
  backoff = 12,
  /** A look into the cache, which takes no time. */
  cache = 13,
}

/** How a request or attempt ended; 1 to 3 as the engine counts them. */
export const enum ENDING {
  completed = 0,
  rejected = 1,
  timedOut = 2,
  failed = 3,
  abandoned = 4,
}

/** `detail` of a cache span: the key was there, or was missed and nobody else had pushed it out; else who did. */
export const CACHE = { hit: -1, missed: -2 } as const;

/** Most spans of one request, and most lines about who held what. */
export const SPANS_MAX = 48;
export const PARTS_MAX = 96;

const SPAN_WORDS = 7;
const PART_WORDS = 4;
const PARTS_AT = SPANS_MAX * SPAN_WORDS;

/** Bytes of a record, the object around its columns included. */
export const RECORD_BYTES = 8 * (PARTS_AT + PARTS_MAX * PART_WORDS) + 256;

const WORD = { kind: 0, parent: 1, where: 2, detail: 3, start: 4, end: 5, charged: 6 } as const;
const PART = { span: 0, who: 1, held: 2, us: 3 } as const;

/** One request. */
export class TraceRecord {
  tenant = 0;
  /** Place in the ledger of whoever its waits are charged for. */
  victim = 0;
  /** Place among the requests of its tenant, from 0. */
  number = 0;
  /** Class of the request. */
  type = 0;
  /** One of {@link ENDING}. */
  ending: number = ENDING.completed;
  /** Window in which it ended. */
  window = 0;
  /** Lists that keep it. */
  kept = 0;
  spans = 0;
  parts = 0;
  /** Spans, attempts and lines that found no room. */
  truncated = 0;
  private data = new Float64Array(PARTS_AT + PARTS_MAX * PART_WORDS);

  /** Begins anew, for another request. */
  begin(tenant: number, victim: number, number: number, type: number): void {
    this.tenant = tenant;
    this.victim = victim;
    this.number = number;
    this.type = type;
    this.kept = 0;
    this.spans = 0;
    this.parts = 0;
    this.truncated = 0;
  }

  get startUs(): number {
    return this.start(0);
  }

  get latencyUs(): number {
    return this.end(0) - this.start(0);
  }

  /** @returns index of the span, or -1 when there is no room */
  addSpan(kind: number, parent: number, where: number, detail: number, startUs: number): number {
    if (this.spans === SPANS_MAX) {
      this.truncated++;
      return -1;
    }
    const at = this.spans++ * SPAN_WORDS;
    const { data } = this;
    data[at + WORD.kind] = kind;
    data[at + WORD.parent] = parent;
    data[at + WORD.where] = where;
    data[at + WORD.detail] = detail;
    data[at + WORD.start] = startUs;
    data[at + WORD.end] = startUs;
    data[at + WORD.charged] = 0;
    return this.spans - 1;
  }

  /** Takes a span back, with its lines, unless another was added after it. */
  dropIfLast(span: number): void {
    if (span !== this.spans - 1) return;
    this.spans--;
    while (this.parts > 0 && this.partSpan(this.parts - 1) === this.spans) this.parts--;
  }

  /** Notes who held servers, or a lock, when a wait began. */
  addHeld(span: number, who: number, held: number): void {
    this.addPart(span, who, held, 0);
  }

  /** Charges part of a span to a culprit. */
  addCharge(span: number, who: number, us: number): void {
    this.chargeUnnamed(span, us);
    for (let part = this.parts - 1; part >= 0; part--) {
      if (this.partSpan(part) !== span || this.partWho(part) !== who) continue;
      this.data[PARTS_AT + part * PART_WORDS + PART.us]! += us;
      return;
    }
    this.addPart(span, who, 0, us);
  }

  /** Charges part of a span to culprits that get no lines. */
  chargeUnnamed(span: number, us: number): void {
    this.data[span * SPAN_WORDS + WORD.charged]! += us;
  }

  setEnd(span: number, endUs: number): void {
    this.data[span * SPAN_WORDS + WORD.end] = endUs;
  }

  setDetail(span: number, detail: number): void {
    this.data[span * SPAN_WORDS + WORD.detail] = detail;
  }

  kind(span: number): number {
    return this.data[span * SPAN_WORDS + WORD.kind]!;
  }

  parent(span: number): number {
    return this.data[span * SPAN_WORDS + WORD.parent]!;
  }

  where(span: number): number {
    return this.data[span * SPAN_WORDS + WORD.where]!;
  }

  detail(span: number): number {
    return this.data[span * SPAN_WORDS + WORD.detail]!;
  }

  start(span: number): number {
    return this.data[span * SPAN_WORDS + WORD.start]!;
  }

  end(span: number): number {
    return this.data[span * SPAN_WORDS + WORD.end]!;
  }

  /** Microseconds of the span that the ledger was charged with, to whomever. */
  charged(span: number): number {
    return this.data[span * SPAN_WORDS + WORD.charged]!;
  }

  partSpan(part: number): number {
    return this.data[PARTS_AT + part * PART_WORDS + PART.span]!;
  }

  partWho(part: number): number {
    return this.data[PARTS_AT + part * PART_WORDS + PART.who]!;
  }

  partHeld(part: number): number {
    return this.data[PARTS_AT + part * PART_WORDS + PART.held]!;
  }

  partUs(part: number): number {
    return this.data[PARTS_AT + part * PART_WORDS + PART.us]!;
  }

  state(codec: StateCodec): void {
    this.tenant = codec.number(this.tenant);
    this.victim = codec.number(this.victim);
    this.number = codec.number(this.number);
    this.type = codec.number(this.type);
    this.ending = codec.number(this.ending);
    this.window = codec.number(this.window);
    this.kept = codec.number(this.kept);
    this.spans = codec.number(this.spans);
    this.parts = codec.number(this.parts);
    this.truncated = codec.number(this.truncated);
    const spans = codec.float64s(this.data, this.spans * SPAN_WORDS);
    const parts = codec.float64s(this.data.subarray(PARTS_AT), this.parts * PART_WORDS);
    if (!codec.restoring) return;
    this.data.set(spans);
    this.data.set(parts, PARTS_AT);
  }

  private addPart(span: number, who: number, held: number, us: number): void {
    if (this.parts === PARTS_MAX) {
      this.truncated++;
      return;
    }
    const at = PARTS_AT + this.parts++ * PART_WORDS;
    const { data } = this;
    data[at + PART.span] = span;
    data[at + PART.who] = who;
    data[at + PART.held] = held;
    data[at + PART.us] = us;
  }
}
