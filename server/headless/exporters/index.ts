/** @module REGISTRY of exporters: one line per format. */
import { canvas } from './canvas.ts';
import { csv } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { gradescope } from './gradescope.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { moodle } from './moodle.ts';
import { xapi } from './xapi.ts';

export const EXPORTERS: readonly Exporter[] = [csv, json, junit, gradescope, canvas, moodle, xapi];
