/** @module The learner as the server knows them, held once for the whole page. */
import type { Learner } from '../../sim-engine/protocol/messages.ts';

let held: Learner | null = null;
const listeners = new Set<() => void>();

/** @returns the learner, or null before the server answered */
export function currentLearner(): Learner | null {
  return held;
}

/** @param learner  the server's newest answer */
export function changeLearner(learner: Learner): void {
  held = learner;
  for (const listener of listeners) listener();
}

/** @param listener  called when the name or the guide's state changed */
export function onLearner(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
