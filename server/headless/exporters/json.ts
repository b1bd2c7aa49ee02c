/** @module Grades as one JSON document. */
import type { Exporter } from './exporter.ts';

export const json: Exporter = {
  id: 'json',
  summary: 'One JSON document: { grades: [...] }.',
  export: (grades) => `${JSON.stringify({ grades }, null, 2)}\n`,
};
