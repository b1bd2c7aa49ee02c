/** @module The pictures of the page about harm: drawn whole, readable, and as long as what they show. */
import { describe, expect, test } from 'vitest';
import { drawHistogram, latencyClasses } from '../../lab-ui/blame/request/latency-histogram.ts';
import { drawQueue, type QueueData } from '../../lab-ui/blame/request/queue-picture.ts';
import { longestWait, spanRows, timeSplit } from '../../lab-ui/blame/request/span-rows.ts';
import { drawWaterfall, type WaterfallData, waterfallHeight } from '../../lab-ui/blame/request/waterfall.ts';
import { tenantColour } from '../../lab-ui/marks/tenant-colours.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import type { TierId } from '../../sim-engine/model/topology.ts';
import type { SpanKind, SpanPart, Trace, TraceSpan } from '../../sim-engine/model/trace.ts';
import { clipped, overlaps, RecordingPen } from './recording-pen.ts';

const WIDTHS = [728, 552, 320];
const TENANTS = ['A', 'B', 'C', 'G'];
const TIERS: Readonly<Record<string, TierId>> = { 'app-1': 'app', 'pool-1': 'database', 'db-1-io': 'database-io' };
const tierOf = (place: string): TierId | null => TIERS[place] ?? null;

function span(
  id: number,
  kind: SpanKind,
  place: string,
  startUs: number,
  endUs: number,
  parts: readonly SpanPart[] = [],
  more: Partial<TraceSpan> = {},
): TraceSpan {
  const chargedUs = parts.reduce((sum, { us }) => sum + us, 0);
  return { id, parent: id === 0 ? -1 : 0, kind, place, startUs, endUs, chargedUs, parts, unnamedUs: 0, ...more };
}

const T = 51_807_000;
const TRACE: Trace = {
  tenant: 'C',
  number: 28_323,
  operation: 'read',
  window: 0,
  ending: 'completed',
  startUs: T,
  endUs: T + 968_000,
  delayUs: 938_000,
  slowest: true,
  sampled: false,
  truncated: 0,
  spans: [
    span(0, 'request', '', T, T + 968_000),
    span(1, 'service', 'app-1', T, T + 1_700),
    span(2, 'cache', 'cache-3', T + 1_700, T + 1_700, [], { cache: 'missed' }),
    span(3, 'wait', 'pool-1', T + 1_700, T + 938_700, [
      { who: 'A', held: 1, us: 100_000 },
      { who: 'C', held: 0, us: 37_000 },
      { who: 'G', held: 9, us: 800_000 },
    ]),
    span(4, 'wait', 'db-1-io', T + 938_700, T + 939_700, [{ who: '_system', held: 1, us: 1_000 }]),
    span(5, 'service', 'db-1-io', T + 939_700, T + 968_000),
  ],
};

function waterfallOf(trace: Trace, sloUs: number, ordinary: Trace | null): WaterfallData {
  const rows = spanRows(trace, tierOf);
  const split = timeSplit(trace, rows);
  return {
    title: `Request ${trace.number}`,
    latencyUs: split.latencyUs,
    waitUs: split.waitUs,
    sloUs,
    rows,
    ordinary:
      ordinary === null
        ? null
        : {
            title: 'Median of C',
            note: 'of 44 like it (read), before this window',
            rows: spanRows(ordinary, tierOf),
            latencyUs: ordinary.endUs - ordinary.startUs,
          },
    slotOf: (who) => TENANTS.indexOf(who),
    letterOf: (who) => (who === '_system' ? 'system' : who),
  };
}

const QUICK: Trace = {
  ...TRACE,
  endUs: T + 16_400,
  spans: [span(0, 'request', '', T, T + 16_400), span(1, 'service', 'app-1', T, T + 16_400)],
};

describe('the waterfall', () => {
  const cases: readonly (readonly [string, WaterfallData])[] = [
    ['a slow one', waterfallOf(TRACE, 250_000, QUICK)],
    ['without a median', waterfallOf(TRACE, 250_000, null)],
    ['an SLO near the end', waterfallOf(TRACE, 960_000, QUICK)],
    ['an SLO far beyond', waterfallOf(QUICK, 250_000, TRACE)],
    ['an SLO at once', waterfallOf(TRACE, 1_000, QUICK)],
    [
      'a request without length',
      waterfallOf({ ...QUICK, endUs: T, spans: [span(0, 'request', '', T, T)] }, 250_000, null),
    ],
  ];
  for (const [name, data] of cases) {
    test.each(WIDTHS)(`${name} is drawn whole and can be read, %i px`, (width) => {
      const pen = new RecordingPen();
      const box = { x: 0, y: 0, width, height: waterfallHeight(data.rows.length) };
      drawWaterfall({ pen, box, theme: LIGHT_THEME }, data);
      expect(pen.texts.filter(({ sizePx }) => sizePx < 11)).toEqual([]);
      expect(clipped(pen.texts, box)).toEqual([]);
      expect(overlaps(pen.texts)).toEqual([]);
    });
  }

  test('waits are as long as their parts, in the colours of those in front, and work is ink', () => {
    const pen = new RecordingPen();
    const data = waterfallOf(TRACE, 250_000, null);
    drawWaterfall({ pen, box: { x: 0, y: 0, width: 728, height: waterfallHeight(5) }, theme: LIGHT_THEME }, data);
    const widthOf = (colour: string): number =>
      pen.calls
        .map((call) => call.split(' '))
        .filter(([name, , , , , fill]) => name === 'fillRect' && fill === colour)
        .reduce((sum, [, , , width]) => sum + Number(width), 0);
    const [a, g] = [tenantColour(0, false).fill, tenantColour(3, false).fill];
    // Each part gives up 0.8 px to the gap beside it.
    expect((widthOf(g) + 0.8) / (widthOf(a) + 0.8)).toBeCloseTo(8, 1);
    expect(pen.texts.map(({ text }) => text)).toContain('937 ms in line, 85\u202f% of it behind G');
    expect(pen.texts.map(({ text }) => text)).toContain('miss');
  });
});

describe('rows of a request', () => {
  test('add up to its latency, name what was waited for, and know the longest wait', () => {
    const rows = spanRows(TRACE, tierOf);
    expect(rows.map(({ label }) => label)).toEqual([
      'App app-1, work',
      'Cache lookup',
      'Connection, wait',
      'Database IO, wait',
      'Database IO, work',
    ]);
    expect(timeSplit(TRACE, rows)).toEqual({ latencyUs: 968_000, waitUs: 938_000, workUs: 30_000 });
    expect(longestWait(rows)).toMatchObject({ place: 'pool-1', what: 'a connection', fromUs: 1_700 });
    expect(rows.every(({ isCritical }) => isCritical)).toBe(true);
    expect(rows[2]!.parts.map(({ who }) => who)).toEqual(['G', 'A', 'C']);
  });

  test('of attempts side by side, the answer hung on the one that came last; a lost hedge is beside the path', () => {
    const lane = (
      id: number,
      kind: SpanKind,
      parent: number,
      from: number,
      to: number,
      more: Partial<TraceSpan> = {},
    ) => span(id, kind, 'app-1', T + from, T + to, [], { parent, ...more });
    const hedged: Trace = {
      ...TRACE,
      endUs: T + 500,
      spans: [
        lane(0, 'request', -1, 0, 500),
        lane(1, 'call', 0, 0, 500),
        lane(2, 'attempt', 1, 0, 500, { attempt: 0, ending: 'abandoned' }),
        lane(3, 'service', 2, 0, 500),
        lane(4, 'hedge', 1, 200, 500, { attempt: 1, ending: 'completed' }),
        lane(5, 'service', 4, 200, 500),
      ],
    };
    const critical = spanRows(hedged, tierOf).filter(({ isCritical }) => isCritical);
    expect(critical.map(({ id }) => id)).toEqual([5]);
  });
});

describe('the line', () => {
  const line = (waiting: number, servers = 10): QueueData => ({
    queue: Uint16Array.from({ length: Math.min(waiting, 400) }, (_, at) => (at % 5 === 0 ? 2 : 3)),
    waiting,
    servers: Uint16Array.from({ length: servers }, () => 3),
    self: 2,
    letterOf: (tenant) => TENANTS[tenant] ?? '',
  });

  test.each([0, 1, 29, 299, 5_000])('of %i in front is drawn whole, every listed one a slot', (waiting) => {
    for (const width of WIDTHS) {
      const pen = new RecordingPen();
      const box = { x: 0, y: 0, width, height: 112 };
      drawQueue({ pen, box, theme: LIGHT_THEME }, line(waiting));
      expect(clipped(pen.texts, box)).toEqual([]);
      expect(overlaps(pen.texts)).toEqual([]);
      const slots = pen.calls.filter((call) => {
        const [name, , , slotWidth, height] = call.split(' ');
        return name === 'fillRect' && slotWidth === height && Number(slotWidth) >= 3 && Number(slotWidth) < 12;
      });
      // One more than stand in front: the newcomer.
      if (waiting < 300) expect(slots).toHaveLength(waiting + 1);
    }
  });
});

describe('all latencies', () => {
  test('every request is in one class', () => {
    const latenciesUs = [1, 999, 1_000, 1_001, 16_400, 250_000, 968_000, 12_000_000];
    const classes = latencyClasses(latenciesUs);
    expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(latenciesUs.length);
    for (const us of latenciesUs.slice(3)) {
      const own = classes.find(({ fromUs, toUs }) => us >= fromUs && us < toUs);
      expect(own?.count, String(us)).toBeGreaterThan(0);
    }
    expect(latencyClasses([])).toHaveLength(30);
  });

  test.each(WIDTHS)('are drawn whole and can be read, wherever SLO and this one stand, %i px', (width) => {
    for (const [sloUs, thisUs] of [
      [250_000, 968_000],
      [250_000, 260_000],
      [2_000, 1_500],
      [900_000, 990_000],
      [250_000, 30_000_000],
    ] as const) {
      const pen = new RecordingPen();
      const box = { x: 0, y: 0, width, height: 104 };
      const data = { classes: latencyClasses([1_500, 40_000, thisUs]), sloUs, thisUs };
      drawHistogram({ pen, box, theme: LIGHT_THEME }, data);
      expect(clipped(pen.texts, box)).toEqual([]);
      expect(overlaps(pen.texts), `${sloUs} ${thisUs}`).toEqual([]);
    }
  });
});
