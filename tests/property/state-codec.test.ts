/**
 * What the state codec writes it reads back: any sequence of fields of any kind comes back bit for bit, uses every byte, and
 * the reader stops with an error, never with made-up values or a huge array, when bytes are missing or damaged. The bytes are
 * the same on every machine.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssertionFailure } from '../../sim-engine/kernel/assert.ts';
import { turnBytes } from '../../sim-engine/kernel/byte-order.ts';
import { type StateCodec, StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { cases } from '../support/property-seed.ts';

type Field =
  | { kind: 'number'; value: number }
  | { kind: 'flag'; value: boolean }
  | { kind: 'text'; value: string }
  | { kind: 'int32s'; value: Int32Array }
  | { kind: 'float64s'; value: Float64Array }
  | { kind: 'counts'; value: Uint32Array }
  | { kind: 'list'; value: string[] };

const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record({ kind: fc.constant('number' as const), value: fc.double() }),
  fc.record({ kind: fc.constant('flag' as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant('text' as const), value: fc.string({ unit: 'binary' }) }),
  fc.record({ kind: fc.constant('int32s' as const), value: fc.int32Array() }),
  fc.record({ kind: fc.constant('float64s' as const), value: fc.float64Array() }),
  fc.record({
    kind: fc.constant('counts' as const),
    value: fc.array(fc.oneof(fc.constant(0), fc.nat()), { maxLength: 40 }).map((counts) => Uint32Array.from(counts)),
  }),
  fc.record({ kind: fc.constant('list' as const), value: fc.array(fc.string()) }),
);

/** Passes a field through; the restoring codec must not look at the value it is given. */
function pass(codec: StateCodec, { kind, value }: Field): Field['value'] {
  switch (kind) {
    case 'number':
      return codec.number(value);
    case 'flag':
      return codec.flag(value);
    case 'text':
      return codec.text(value);
    case 'int32s':
      return codec.int32s(value, value.length);
    case 'float64s':
      return codec.float64s(value, value.length);
    case 'counts':
      return codec.counts(value);
    case 'list':
      return codec.list(value, (inner, item) => inner.text(item ?? ''));
  }
}

const BLANK = {
  number: 0,
  flag: false,
  text: '',
  int32s: new Int32Array(0),
  float64s: new Float64Array(0),
  counts: new Uint32Array(0),
  list: [],
} as const;

/** Something before it: a column of one value is no longer than all that was written before. */
const RAMP = Float64Array.from({ length: 100 }, (_, at) => at);

const blank = ({ kind }: Field): Field => ({ kind, value: BLANK[kind] }) as Field;

describe('the state codec', () => {
  it('gives back what it was given', () => {
    fc.assert(
      fc.property(fc.array(field, { maxLength: 12 }), (fields) => {
        const writer = new StateWriter();
        for (const each of fields) pass(writer, each);
        const reader = new StateReader(writer.finish());
        const read = fields.map((each) => pass(reader, blank(each)));
        expect(read).toEqual(fields.map((each) => each.value));
        expect(reader.exhausted).toBe(true);
      }),
      cases(200),
    );
  });

  it('stops when bytes are missing', () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), fc.nat(), (fields, at) => {
        const writer = new StateWriter();
        for (const each of fields) pass(writer, each);
        const bytes = writer.finish();
        const reader = new StateReader(bytes.slice(0, at % bytes.length));
        const readAll = () => fields.map((each) => pass(reader, blank(each)));
        expect(readAll).toThrow();
        try {
          readAll();
        } catch (error) {
          expect(error instanceof RangeError || error instanceof AssertionFailure).toBe(true);
        }
      }),
      cases(200),
    );
  });

  it('grows beyond its first buffer', () => {
    const writer = new StateWriter();
    const large = Float64Array.from({ length: 50_000 }, (_, at) => at / 7);
    writer.float64s(large, large.length);
    const read = new StateReader(writer.finish()).float64s(new Float64Array(0), 0);
    expect(Buffer.from(read.buffer).equals(Buffer.from(large.buffer))).toBe(true);
  });

  it('writes a long column of one value once, and tells it from one that is not', () => {
    const lengthOf = (write: (writer: StateWriter) => void): number => {
      const writer = new StateWriter();
      writer.float64s(RAMP, RAMP.length);
      const before = new StateWriter();
      before.float64s(RAMP, RAMP.length);
      write(writer);
      return writer.finish().length - before.finish().length;
    };
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(0, -0, -1, Number.NaN), fc.double()), fc.nat(199), (value, odd) => {
        const same = new Float64Array(200).fill(value);
        const words = new Int32Array(200).fill(value);
        const differs = same.slice();
        differs[odd] = Object.is(value, 0) ? -0 : 0;
        expect(lengthOf((writer) => writer.float64s(same, 200))).toBe(8 + 1 + 8);
        expect(lengthOf((writer) => writer.int32s(words, 200))).toBe(8 + 1 + 4);
        const writer = new StateWriter();
        writer.float64s(RAMP, RAMP.length);
        for (const each of [same, differs]) writer.float64s(each, 200);
        writer.int32s(words, 200);
        const reader = new StateReader(writer.finish());
        expect(reader.float64s(RAMP, 0)).toEqual(RAMP);
        for (const each of [same, differs]) expect(reader.float64s(RAMP, 0)).toEqual(each);
        expect(reader.int32s(words, 0)).toEqual(words);
        expect(reader.exhausted).toBe(true);
      }),
      cases(100),
    );
  });

  it('gives back a long column of one value that nothing comes before', () => {
    const writer = new StateWriter();
    writer.int32s(new Int32Array(200).fill(5), 200);
    expect([...new StateReader(writer.finish()).int32s(new Int32Array(0), 0)]).toEqual(new Array(200).fill(5));
  });

  it('reads from any place in a larger buffer', () => {
    const writer = new StateWriter();
    const numbers = Float64Array.of(1.5, -0, Number.NaN, 2 ** 60);
    writer.flag(true);
    writer.float64s(numbers, numbers.length);
    const bytes = writer.finish();
    for (let offset = 0; offset < 9; offset++) {
      const larger = new Uint8Array(bytes.length + 16);
      larger.set(bytes, offset);
      const reader = new StateReader(larger.subarray(offset, offset + bytes.length));
      expect(reader.flag(false)).toBe(true);
      expect(reader.float64s(new Float64Array(0), 0)).toEqual(numbers);
      expect(reader.exhausted).toBe(true);
    }
  });

  it('keeps apart what two writers collect at the same time, and what was finished before', () => {
    const [first, second] = [new StateWriter(), new StateWriter()];
    for (let at = 0; at < 100; at++) {
      first.number(at);
      second.number(-at);
    }
    const early = first.finish();
    const third = new StateWriter();
    third.text('x'.repeat(400));
    first.number(7);
    expect(new StateReader(first.finish()).number(0)).toBe(7);
    for (const [bytes, sign] of [
      [early, 1],
      [second.finish(), -1],
    ] as const) {
      const reader = new StateReader(bytes);
      for (let at = 0; at < 100; at++) expect(reader.number(0)).toBe(sign * at);
      expect(reader.exhausted).toBe(true);
    }
  });

  it('writes these bytes, whatever the machine', () => {
    const writer = new StateWriter();
    writer.flag(true);
    writer.text('aΩ');
    writer.int32s(Int32Array.of(1, -2, 99), 2);
    writer.float64s(Float64Array.of(9, 1.5).subarray(1), 1);
    writer.counts(Uint32Array.of(0, 0x01020304, 0));
    expect(Buffer.from(writer.finish()).toString('hex')).toBe(
      [
        '01',
        `${'0000000000000040'}6100a903`,
        `${'0000000000000040'}0001000000feffffff`,
        `${'000000000000f03f'}00000000000000f83f`,
        `${'0000000000000840'}${'000000000000f03f'}${'0000000000000040'}04030201`,
      ].join(''),
    );
  });

  it('turns the bytes of numbers that a machine keeps high byte first', () => {
    const view = new DataView(new ArrayBuffer(24));
    [1.5, -2.25, 3e300].forEach((value, at) => {
      view.setFloat64(8 * at, value, false);
    });
    turnBytes(new Uint8Array(view.buffer), 8);
    expect([0, 8, 16].map((at) => view.getFloat64(at, true))).toEqual([1.5, -2.25, 3e300]);
  });

  it.each<[string, number[], (reader: StateReader) => unknown]>([
    ['a text', [1 << 26], (reader) => reader.text('')],
    ['words', [1 << 26], (reader) => reader.int32s(new Int32Array(0), 0)],
    ['words, one too many', [10, 0], (reader) => reader.int32s(new Int32Array(0), 0)],
    ['numbers', [6], (reader) => reader.float64s(new Float64Array(0), 0)],
    ['half a length', [1.5], (reader) => reader.float64s(new Float64Array(0), 0)],
    ['a length below zero', [-1], (reader) => reader.int32s(new Int32Array(0), 0)],
    ['no length', [Number.NaN], (reader) => reader.list([], (inner) => inner.number(0))],
    ['a list', [41], (reader) => reader.list([], (inner) => inner.number(0))],
    ['counts', [2 ** 27, 0, 0], (reader) => reader.counts(new Uint32Array(0))],
    ['counts past the end', [40, 0, 40], (reader) => reader.counts(new Uint32Array(0))],
    ['a span outside its counts', [4, 2, 5], (reader) => reader.counts(new Uint32Array(0))],
    ['a span that ends before it begins', [4, 3, 2], (reader) => reader.counts(new Uint32Array(0))],
  ])('refuses a damaged length before it makes room: %s', (_, lengths, read) => {
    const writer = new StateWriter();
    for (const length of lengths) writer.number(length);
    for (let at = lengths.length; at < 6; at++) writer.number(0);
    expect(() => read(new StateReader(writer.finish()))).toThrow(AssertionFailure);
  });

  it('refuses a column of one value that is longer than all before it', () => {
    const writer = new StateWriter();
    writer.number(100);
    writer.flag(true);
    writer.number(0);
    expect(() => new StateReader(writer.finish()).float64s(RAMP, 0)).toThrow(AssertionFailure);
  });
});
