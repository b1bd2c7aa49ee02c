/** @module REGISTRY of trace formats: one line per format. */
import { otlp } from './otlp.ts';
import { perfetto } from './perfetto.ts';
import type { TraceFormat } from './trace-format.ts';

export const TRACE_FORMATS: readonly TraceFormat[] = [perfetto, otlp];
