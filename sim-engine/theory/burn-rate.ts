/** @module Burn rates: what an error rate of so many times the allowed one does to a budget. */

/**
 * @param burn         errors as a multiple of what the objective allows
 * @param windowHours  how long it lasts
 * @param periodDays   period of the objective
 * @returns share of the period's budget that is spent
 * @source Beyer et al., The Site Reliability Workbook, 2018, chapter 5, table 5-4
 */
export function burntShare(burn: number, windowHours: number, periodDays: number): number {
  return (burn * windowHours) / (24 * periodDays);
}

/**
 * @param nines  whole number: 3 for 99.9 %
 * @returns minutes of outage that a period allows
 * @source Beyer et al., Site Reliability Engineering, 2016, appendix A
 */
export function allowedMinutes(nines: number, periodDays: number): number {
  return (periodDays * 24 * 60) / 10 ** nines;
}

/** @returns share of requests that fail at that burn rate */
export function failingShare(burn: number, nines: number): number {
  return burn / 10 ** nines;
}

/** @returns days that the whole budget lasts at that burn rate */
export function daysToExhaust(burn: number, periodDays: number): number {
  return periodDays / burn;
}
