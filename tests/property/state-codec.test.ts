/**
 * What the state codec writes it reads back: any sequence of fields of any kind comes back bit for bit, uses every byte, and
 * the reader stops with an error, never with made-up values, when bytes are missing.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssertionFailure } from '../../sim-engine/kernel/assert.ts';
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
    expect(new StateReader(writer.finish()).float64s(new Float64Array(0), 0)).toEqual(large);
  });
});
