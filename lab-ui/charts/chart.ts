/** @module The contract of every chart and of the scene: a picture, a table and a sentence over the same data. */
import type { BenchData } from '../state/bench-data.ts';

/** What the viewer looks at; shared by every view on the page. */
export interface Focus {
  /** Index of the tenant whose heatmap is shown. */
  readonly tenant: number;
  /** Hovered or keyboard-chosen moment, microseconds, or null. */
  readonly cursorUs: number | null;
  /** Stretch that is picked to be explained. */
  readonly brush?: Brush | null;
  /** Id of the chart on which it was picked. */
  readonly brushIn?: string;
  /** Moments that the viewer has marked, ascending, microseconds. */
  readonly bookmarksUs?: readonly number[];
  /** Noise that is held over the timeline and would be planned where it is. */
  readonly drop?: Drop | null;
  /** The first-run guide: its step, 0 once it is over, and when those before were done. Absent where there is none. */
  readonly lead?: Lead | null;
  /** Span that is played again and again. */
  readonly loop?: { readonly fromUs: number; readonly toUs: number } | null;
}

/** Noise over the timeline, not let go of yet. */
export interface Drop {
  readonly tenant: number;
  readonly fromUs: number;
  readonly toUs: number;
}

/** How far a first run has been led. */
export interface Lead {
  readonly step: number;
  readonly moments: readonly { readonly step: number; readonly atUs: number }[];
}

/** A stretch of time, and of latencies where they were picked too. */
export interface Brush {
  readonly fromUs: number;
  readonly toUs: number;
  /** [low, high), microseconds. */
  readonly latencyUs?: { readonly low: number; readonly high: number };
}

/** What a chart may ask of the page. */
export interface ChartActions {
  /** Moves the shared cursor; null clears it. */
  setCursor(us: number | null): void;
  /** Chooses the tenant in focus. */
  setTenant(index: number): void;
  /** Picks a stretch; null picks none. */
  setBrush(brush: Brush | null): void;
  /** Asks why requests of the stretch that is picked took as long as they did. */
  explain(): void;
}

/** One column of a table. */
interface TableColumn {
  readonly label: string;
  readonly numeric: boolean;
  /** True where the rows are figures of different kinds: each is then written with its own precision. */
  readonly mixed?: boolean;
  /** Decimals of a numeric column whose smallest values matter; absent: three digits of its largest. */
  readonly decimals?: number;
}

/** A table with the chart's own data; numbers stay numbers so that they can be sorted and exported. */
export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A mounted chart. */
export interface MountedChart {
  /** Draws the data; called at most once per animation frame. */
  update(data: BenchData, focus: Focus): void;
  /** The host changed its size, the pixel ratio or the theme. */
  resize(): void;
  destroy(): void;
}

/** One chart: a leaf that the registry lists. */
export interface Chart {
  readonly id: string;
  /** What is shown; may depend on the tenant in focus. */
  title(data: BenchData, focus: Focus): string;
  /** True when the title ends with the letter of the tenant in focus: its mark then stands before the letter. */
  readonly ofTenant?: boolean;
  /** Unit and scale: "ms, log". */
  readonly unit: string;
  /** Before the first run: the question this chart answers, and how to read it. */
  readonly question: string;
  readonly howToRead: string;
  /** What is modelled, what is not, warm-up and sample rules: shown behind the `i`. */
  readonly truth: readonly string[];
  /** One line of 11 px under the plot. */
  note(data: BenchData, focus: Focus): string;
  /**
   * @param host     an empty element of fixed size; the chart fills it and gives it its text alternative
   * @param actions  what the chart may ask of the page
   */
  mount(host: HTMLElement, actions: ChartActions): MountedChart;
  table(data: BenchData, focus: Focus): ChartTable;
  /** The chart in words, computed. */
  sentence(data: BenchData, focus: Focus): string;
}
