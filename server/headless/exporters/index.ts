/** @module REGISTRY of exporters: one line per format. */
import { csv } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { json } from './json.ts';

export const EXPORTERS: readonly Exporter[] = [csv, json];
