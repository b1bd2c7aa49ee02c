/** @module Words over the timeline: beside their marks, none on another, and as many of them as there is room for. */
import type { Box } from './pen.ts';

/** Room for a tenant's mark before the words, px. */
export const MARK = 12;
/** Least room between two labels, px. */
const APART = 8;
/** Least room between a label and what stood there before, px. */
const TAKEN_APART = 2;

/** A label and where it may stand. */
export interface WantedLabel {
  readonly text: string;
  /** Whose mark stands before it, or -1. */
  readonly tenant: number;
  /** Where its line stands, px. */
  readonly at: number;
  /** With its tenant's mark, px. */
  readonly width: number;
  /** Left edges, the best first, px. */
  readonly places: readonly number[];
}

/** Room that something else has, px. */
export interface Taken {
  readonly left: number;
  readonly width: number;
}

/** A label with its place. */
export interface PlacedLabel extends WantedLabel {
  readonly left: number;
}

/**
 * Places labels in their order; one that would touch another is left out (the table has it). When a noise at its best place
 * takes the words of an action, it goes to its other side: every action is worth a word.
 *
 * @param wanted  noises first, then actions, each the newest first
 * @param plot    where labels may stand
 * @param taken   room that is taken already
 */
export function placeLabels(
  wanted: readonly WantedLabel[],
  plot: Box,
  taken: readonly Taken[] = [],
): readonly PlacedLabel[] {
  const inOrder = placeGreedily(wanted, plot, taken);
  if (inOrder.length === wanted.length) return inOrder;
  const isAction = (label: WantedLabel): boolean => label.tenant < 0;
  const others = wanted.filter((label) => !isAction(label));
  const actionsFirst = placeGreedily([...wanted.filter(isAction), ...others], plot, taken);
  return actionsFirst.length > inOrder.length ? actionsFirst : inOrder;
}

function placeGreedily(wanted: readonly WantedLabel[], plot: Box, taken: readonly Taken[]): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  // An action's word over the line of another action would be read as that one's.
  const namesAnother = (label: WantedLabel, from: number): boolean =>
    label.tenant < 0 &&
    wanted.some(
      (other) => other !== label && other.tenant < 0 && other.at > from - 4 && other.at < from + label.width + 4,
    );
  for (const label of wanted) {
    const left = label.places
      .map((place) => Math.min(place, plot.x + plot.width - label.width))
      .find(
        (from) =>
          from >= plot.x &&
          !namesAnother(label, from) &&
          placed.every((other) => isApart(from, label.width, other, APART)) &&
          taken.every((other) => isApart(from, label.width, other, TAKEN_APART)),
      );
    if (left !== undefined) placed.push({ ...label, left });
  }
  return placed;
}

function isApart(from: number, width: number, other: Taken, apart: number): boolean {
  return from >= other.left + other.width + apart || from + width + apart <= other.left;
}
