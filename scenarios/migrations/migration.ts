/** @module What a migration is: it changes a file's document in place, so that comments and layout stay. */
import type { Document, YAMLMap } from 'yaml';

/** The document of a scenario file: a map at its top. */
export type ScenarioDocument = Document<YAMLMap, true>;

/** One step from a format to the next. */
export interface Migration {
  /** What it changes, in one line, for whoever reads the list. */
  readonly summary: string;
  /** @param document  in the older format; changed in place, node by node; its `format` is raised by the caller */
  apply(document: ScenarioDocument): void;
}
