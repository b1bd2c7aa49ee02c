/** @module The trace options of `run`: what is kept, checked before the run, and the file that is written after it. */
import { type Command, Option } from 'commander';
import { planRunTraces, type Run, type RunTraces } from '../../sim-engine/index.ts';
import { TRACE_FORMATS } from '../../sim-engine/trace-formats/index.ts';
import type { Execution } from '../headless/execute.ts';
import { wholeNumber } from './arguments.ts';
import { UnusableInput } from './command.ts';
import { writeOutput } from './inputs.ts';

/** Options as commander reads them. */
export interface TraceOptions {
  readonly traces?: string;
  readonly traceFormat?: string;
  readonly traceSlowest?: number;
  readonly traceSample?: number;
}

const FORMATS = TRACE_FORMATS.map((format) => format.id);
const KEPT_MAX = 100;

/** Adds the options to a command. */
export function addTraceOptions(command: Command): Command {
  return command
    .option('--traces <file>', "write the paths of some requests: each tenant's slowest and a fair sample, by window")
    .addOption(new Option('--trace-format <format>', `format of that file (default: ${FORMATS[0]})`).choices(FORMATS))
    .option('--trace-slowest <k>', 'slowest requests per tenant and window (default: 3)', wholeNumber(0, KEPT_MAX))
    .option('--trace-sample <s>', 'sampled requests per tenant and window (default: 3)', wholeNumber(0, KEPT_MAX));
}

/**
 * @returns the run with the traces that are wanted
 * @throws UnusableInput when there is no file for them, or no room
 */
export function withTraces(execution: Execution, options: TraceOptions): Execution {
  const { traces, traceFormat, traceSlowest, traceSample } = options;
  if (traces === undefined) {
    if (traceFormat === undefined && traceSlowest === undefined && traceSample === undefined) return execution;
    throw new UnusableInput({
      code: 'no-trace-file',
      path: '',
      message: 'found --trace-format, --trace-slowest or --trace-sample without --traces FILE: say where they go',
    });
  }
  const rule: RunTraces = {
    ...(traceSlowest === undefined ? {} : { slowest: traceSlowest }),
    ...(traceSample === undefined ? {} : { sample: traceSample }),
  };
  const planned = planRunTraces(execution.scenario, rule);
  if (!planned.ok) throw new UnusableInput(...planned.issues);
  return { ...execution, traces: rule };
}

/** Writes the traces of a run that has kept some. */
export function writeTraces(run: Run, { scenario, sha256, seed }: Execution, options: TraceOptions): void {
  const report = run.traces();
  if (report === null || options.traces === undefined) return;
  const format = TRACE_FORMATS.find((each) => each.id === (options.traceFormat ?? FORMATS[0]))!;
  const { engineVersion, digest } = run.result();
  const tenants = scenario.tenants.map((tenant) => tenant.id);
  const of = { scenario: scenario.id, scenarioSha256: sha256, seed, engineVersion, digest, tenants };
  writeOutput(options.traces, format.export(report, of));
}
