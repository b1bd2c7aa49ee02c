/**
 * @module Question: which laws of queueing theory the run's present part must obey, and whether it does.
 *
 * The present part reaches from the last change of load or system to where the run has come. Both sides of every law come from
 * the run executed again: one from the exact sums of its stations, the other from theory.
 */
import type { Run, StationReading } from '../../../sim-engine/index.ts';
import { TIERS, type TierId } from '../../../sim-engine/model/topology.ts';
import { estimate } from '../../../sim-engine/statistics/estimate.ts';
import { littleMeanPresent } from '../../../sim-engine/theory/little.ts';
import type { ReplayBook } from '../book.ts';
import { type BlastLaw, blastLaw } from './laws-blast.ts';
import { appWork } from './laws-work.ts';

/** The part is cut into so many pieces of equal length; intervals come from their scatter. */
const PIECES = 10;
/** Shortest part of which something is said, microseconds. */
const PART_MIN_US = 5_000_000;

/** A law that holds, with both of its sides. */
export interface LawFigure {
  readonly closedForm: number;
  readonly measured: number;
  /** Half-width of the 95 % interval of the measured value. */
  readonly halfWidth: number;
}

/** Little's law at one tier: mean number present, against arrival rate times mean time. */
export interface LittleLaw extends LawFigure {
  readonly tier: TierId;
  /** Services begun per second, and the time that those who left had been there, per service begun; microseconds. */
  readonly ratePerSec: number;
  readonly meanUs: number;
  /** Present when the part began, and now. */
  readonly presentFrom: number;
  readonly presentTo: number;
}

/** The utilisation law at the app servers, or why it gives no number here. */
export type UtilisationLaw =
  | (LawFigure & {
      readonly holds: true;
      readonly ratePerSec: number;
      /** Mean of the work by the scenario's laws, microseconds. */
      readonly meanWorkUs: number;
      readonly servers: number;
    })
  | { readonly holds: false; readonly why: string };

/** What the laws say of the present part. */
export interface Laws {
  readonly fromUs: number;
  readonly toUs: number;
  /** What changed last, in the engine's words; empty where the run began. */
  readonly since: string;
  /** Null while the part is too short to say anything. */
  readonly figures: { readonly little: readonly LittleLaw[]; readonly utilisation: UtilisationLaw } | null;
  readonly blast: BlastLaw;
}

/** Entries of the log that leave load and system as they were. */
const NO_CHANGE: ReadonlySet<string> = new Set(['refused']);

/** @param book  the run */
export function laws(book: ReplayBook): Laws {
  const { run } = book.recording;
  const last = run
    .log()
    .filter(({ kind, atUs }) => !NO_CHANGE.has(kind) && atUs < run.nowUs)
    .at(-1);
  const fromUs = last?.atUs ?? 0;
  const part = { fromUs, toUs: run.nowUs, since: last?.text ?? '', blast: blastLaw(book.inputs, run) };
  if (run.nowUs - fromUs < PART_MIN_US) return { ...part, figures: null };
  const edges = Array.from({ length: PIECES + 1 }, (_, at) =>
    Math.round(fromUs + (at * (run.nowUs - fromUs)) / PIECES),
  );
  const readings = edges.map((atUs) => book.recording.seek(atUs).stations());
  return {
    ...part,
    figures: { little: littleLaws(edges, readings), utilisation: utilisation(book, run, edges, readings) },
  };
}

type Readings = readonly (readonly StationReading[])[];

/** @returns growth of a sum between two instants over some stations; a station that was not built yet had measured nothing */
function grown(
  before: readonly StationReading[],
  after: readonly StationReading[],
  counts: (reading: StationReading) => boolean,
  read: (reading: StationReading) => number,
): number {
  const sum = (all: readonly StationReading[]): number =>
    all.reduce((total, reading) => (counts(reading) ? total + read(reading) : total), 0);
  return sum(after) - sum(before);
}

/** @returns per piece, the growth of a sum divided by the time */
function rates(
  edges: readonly number[],
  readings: Readings,
  counts: (reading: StationReading) => boolean,
  read: (reading: StationReading) => number,
): number[] {
  return edges.slice(1).map((atUs, at) => grown(readings[at]!, readings[at + 1]!, counts, read) / (atUs - edges[at]!));
}

function littleLaws(edges: readonly number[], readings: Readings): LittleLaw[] {
  const [first, last] = [readings[0]!, readings[PIECES]!];
  const spanUs = edges[PIECES]! - edges[0]!;
  return TIERS.flatMap((tier) => {
    const at = (reading: StationReading): boolean => reading.tier === tier;
    const started = grown(first, last, at, (reading) => reading.started);
    if (!last.some(at) || started === 0) return [];
    const present = (all: readonly StationReading[]): number =>
      all.reduce((sum, reading) => (at(reading) ? sum + reading.present : sum), 0);
    const [presentFrom, presentTo] = [present(first), present(last)];
    const meanUs = grown(first, last, at, (reading) => reading.sojournUs) / started;
    const measured = estimate(rates(edges, readings, at, (reading) => reading.presentUs));
    const figure: LittleLaw = {
      tier,
      closedForm: littleMeanPresent(started / spanUs, meanUs),
      measured: measured.mean,
      halfWidth: measured.halfWidth ?? 0,
      ratePerSec: (1e6 * started) / spanUs,
      meanUs,
      presentFrom,
      presentTo,
    };
    return [figure];
  });
}

function utilisation({ inputs }: ReplayBook, run: Run, edges: readonly number[], readings: Readings): UtilisationLaw {
  const work = appWork(inputs, run);
  if (!work.known) return { holds: false, why: work.why };
  const [first, last] = [readings[0]!, readings[PIECES]!];
  const spanUs = edges[PIECES]! - edges[0]!;
  const pools = new Set(work.meanUs.keys());
  const at = (reading: StationReading): boolean => reading.tier === 'app' && pools.has(reading.pool);
  if (work.mixed && grown(first, last, at, (reading) => reading.rejected) > 0) {
    return { holds: false, why: 'app servers turned requests away, so what they served is not the mix that was sent' };
  }
  const servers = last.reduce((sum, reading) => (at(reading) ? sum + reading.servers : sum), 0);
  const started = grown(first, last, at, (reading) => reading.started);
  let workUs = 0;
  for (const [pool, meanUs] of work.meanUs) {
    workUs +=
      meanUs *
      grown(
        first,
        last,
        (reading) => at(reading) && reading.pool === pool,
        (reading) => reading.started,
      );
  }
  const measured = estimate(rates(edges, readings, at, (reading) => reading.busyUs).map((busy) => busy / servers));
  return {
    holds: true,
    closedForm: workUs / spanUs / servers,
    measured: measured.mean,
    halfWidth: measured.halfWidth ?? 0,
    ratePerSec: (1e6 * started) / spanUs,
    meanWorkUs: started === 0 ? 0 : workUs / started,
    servers,
  };
}
