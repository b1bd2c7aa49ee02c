/** @module Windows of a timeline: before, during and after each of its items, by label. */

/** A stretch of a run, [fromUs, toUs). */
export interface Window {
  readonly label: string;
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * @param timeline    what the scenario brings
 * @param durationUs  length of the run
 * @returns `before X` for the first item, `during X` for every one, `after X` where nothing follows at once; in time order
 */
export function timelineWindows(
  timeline: readonly { readonly id: string; readonly atUs: number; readonly forUs: number }[],
  durationUs: number,
): Window[] {
  const windows: Window[] = [];
  const items = [...timeline].sort((a, b) => a.atUs - b.atUs);
  items.forEach((item, at) => {
    const nextUs = items[at + 1]?.atUs ?? durationUs;
    const endUs = Math.min(item.atUs + item.forUs, durationUs);
    if (at === 0) windows.push({ label: `before ${item.id}`, fromUs: 0, toUs: item.atUs });
    windows.push({ label: `during ${item.id}`, fromUs: item.atUs, toUs: endUs });
    if (nextUs > endUs) windows.push({ label: `after ${item.id}`, fromUs: endUs, toUs: nextUs });
  });
  return windows;
}
