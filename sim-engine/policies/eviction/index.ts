/** @module REGISTRY of eviction policies: one line per policy. */
import type { EvictionPolicy } from './eviction.ts';
import { fifo } from './fifo.ts';
import { lfu } from './lfu.ts';
import { lru } from './lru.ts';
import { random } from './random.ts';
import { sampledLru } from './sampled-lru.ts';
import { wTinyLfu } from './w-tinylfu.ts';

/** The first entry is the registry's default. */
export const EVICTION: readonly EvictionPolicy[] = [lru, sampledLru, lfu, wTinyLfu, fifo, random];
