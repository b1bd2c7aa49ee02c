/** @module What the pages that analyse a run share: what the run is made of, and its replay worker. */
import { createContext, type ReactNode, useContext } from 'react';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { PageMisuse } from '../parts/page-misuse.ts';
import type { ReplayClient } from '../replay/replay-client.ts';

/** One run under analysis. */
export interface Analysed {
  readonly inputs: RunInputs;
  readonly replay: ReplayClient;
}

const AnalysedContext = createContext<Analysed | null>(null);

/** Makes a run available to everything below. */
export function AnalysisProvider({ run, children }: { run: Analysed; children: ReactNode }) {
  return <AnalysedContext value={run}>{children}</AnalysedContext>;
}

/** The run under analysis; only below {@link AnalysisProvider}. */
export function useAnalysed(): Analysed {
  const run = useContext(AnalysedContext);
  if (run === null) throw new PageMisuse('no-run', 'useAnalysed: no AnalysisProvider above this component');
  return run;
}
