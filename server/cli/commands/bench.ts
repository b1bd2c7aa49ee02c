/** @module `tenantlab bench`: how fast the engine is on this machine. */
import { EXIT, printJson, type RegisterCommand } from '../command.ts';
import { columns, digits, table } from '../table.ts';

export const registerBench: RegisterCommand = (program, session) => {
  program
    .command('bench')
    .summary('measure the engine')
    .description(
      'Measures events and requests per second on the standard workloads, beside a hand-written loop and simjs, then how fast a run is sought in and saved, and how its cost grows; takes about two minutes.',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  tenantlab bench --json')
    .action(async (options: { readonly json?: boolean }) => {
      const { runBench } = await import('../../bench/bench.ts');
      const report = await runBench();
      if (options.json === true) {
        printJson(session, report);
      } else {
        const rows = report.lines.map((line) => [
          line.workload,
          line.contender,
          Math.round(line.eventsPerSec).toLocaleString('en-GB'),
          Math.round(line.requestsPerSec).toLocaleString('en-GB'),
          digits(line.meanMs),
          digits(line.ofHandLoop),
          digits(line.ofSimJs),
        ]);
        const cols = columns(
          'workload',
          'contender',
          '>events/s',
          '>requests/s',
          '>mean ms',
          '>of hand loop',
          '>of simjs',
        );
        session.terminal.out(
          `${table(cols, rows)}Node ${report.node}, best of ${report.rounds} rounds, peak memory ${Math.round(report.peakMemoryBytes / 1024 ** 2)} MiB\n`,
        );
        const { timeTravel, authoring, scaling, frames } = report;
        session.terminal.out(
          `a scenario of ${Math.round(authoring.bytes / 1024)} KiB and ${authoring.tenants} tenants is validated in ${digits(authoring.validateCpuMs)} ms of CPU (one of ${Math.round(authoring.smallBytes / 1024)} KiB in ${digits(authoring.smallCpuMs)} ms)\n`,
        );
        session.terminal.out(
          `${timeTravel.seeks} seeks in ${timeTravel.events.toLocaleString('en-GB')} events: ${digits(timeTravel.seekMsP50)} ms (p50), ${digits(timeTravel.seekMsP95)} ms (p95; ${digits(timeTravel.seekCpuMsP95)} ms of CPU), ${digits(timeTravel.seekMsMax)} ms (max); ${timeTravel.snapshots} snapshots, ${Math.round(timeTravel.snapshotsBytes / 1024 ** 2)} MiB\n` +
            `${timeTravel.pending.toLocaleString('en-GB')} requests in flight: snapshot ${digits(timeTravel.snapshotCpuMs)} ms, restore ${digits(timeTravel.restoreCpuMs)} ms of CPU, ${digits(timeTravel.pendingBytes / 1024 ** 2)} MiB\n`,
        );
        session.terminal.out(
          `noisy-neighbour with everything on: ${scaling.systemEventsPerSec.toLocaleString('en-GB')} events/s, ${digits(scaling.systemOfHandLoop)} of the hand loop\n` +
            `CPU time per event: 100,000 pending events ${digits(scaling.pending)} of 10, 100,000 tenants ${digits(scaling.tenants)} of 10 (${Math.round(scaling.tenantsMemoryBytes / 1024 ** 2)} MiB), two workers ${digits(scaling.workers)} of one; ${digits(scaling.heapBytesPerEvent)} bytes of heap per event\n`,
        );
        session.terminal.out(
          `${frames.runs} live runs at 1x, ${frames.eventsPerSec} events/s each: ${frames.frames} frames, late by ${digits(frames.lateMsP50)} ms (p50), ${digits(frames.lateMsP99)} ms (p99), ${digits(frames.lateMsMax)} ms (max); slowest run at ${digits(frames.slowestSpeed)}x\n`,
        );
      }
      session.exit(EXIT.done);
    });
};
