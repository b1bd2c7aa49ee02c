/** @module The directive interface: one word of a lesson's Markdown beyond plain text, and what it becomes. */
import type { Experiment } from '../../../../sim-engine/model/experiment.ts';
import type { Block, Inline, LessonSource } from '../../../../sim-engine/protocol/course.ts';
import type { Claim } from '../course-types.ts';

/** What a directive may look at and leave behind. */
export interface LessonContext {
  readonly experiment: Experiment;
  /** Ids of the lesson's checks. */
  readonly checks: readonly string[];
  /** Ids of sources in the order of the lesson. */
  readonly sourceIds: readonly string[];
  readonly sources: LessonSource[];
  readonly claims: Claim[];
  /** Experiments and checks that the lesson showed so far. */
  readonly shown: string[];
}

/** A directive as it stands in a lesson. */
export interface Written {
  /** Text between the brackets. */
  readonly label: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands inside a container, read already. */
  readonly children: readonly Block[];
  readonly line: number;
  /** Says what does not hold. */
  tell(code: string, message: string): void;
  /** Tells a name that nothing bears, with the nearest that something does. */
  refers(what: string, found: string, known: readonly string[]): boolean;
}

/** A kind of directive. */
export interface Directive {
  readonly name: string;
  /** `:name[label]{...}` in a line, `::name{...}` on a line of its own, `:::name` around blocks. */
  readonly form: 'text' | 'leaf' | 'container';
  readonly summary: string;
  /** True for those that must be given. */
  readonly attributes: Readonly<Record<string, boolean>>;
  readonly label: 'none' | 'needed';
  /** @returns what it becomes, or null after it told why not */
  compile(written: Written, context: LessonContext): Inline | Block | null;
}

/** @returns index of the setting that an attribute names, or null after that was told */
export function settingOf(written: Written, { control }: Experiment, attribute = 'at'): number | null {
  const labels = control.settings.map(({ label }) => label);
  const found = written.attributes[attribute]!;
  return written.refers('setting', found, labels) ? labels.indexOf(found) : null;
}

/** @returns whether there is such a reading; told when not */
export function isReading(written: Written, { readings }: Experiment, attribute = 'of'): boolean {
  return written.refers(
    'reading',
    written.attributes[attribute]!,
    readings.map(({ id }) => id),
  );
}
