/** @module Occupancy: what happens when things are thrown into slots at random. */
import { harmonic } from './combinatorics.ts';

/**
 * @param things  whole number >= 0
 * @param slots   whole number >= 1
 * @returns probability that some slot gets two or more
 * @source Feller, An Introduction to Probability Theory I, 1968, section II.3 (birthdays)
 */
export function anyCollision(things: number, slots: number): number {
  let apart = 1;
  for (let thing = 0; thing < things; thing++) apart *= (slots - thing) / slots;
  return 1 - apart;
}

/**
 * @returns mean number of things until no slot is empty
 * @source Feller 1968, section IX.3 (coupon collector)
 */
export function thingsUntilAllSlots(slots: number): number {
  return slots * harmonic(slots);
}

/** @returns mean number of empty slots, by linearity of the mean */
export function meanEmptySlots(things: number, slots: number): number {
  return slots * (1 - 1 / slots) ** things;
}
