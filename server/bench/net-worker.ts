/** @module One worker of the benchmark: the net workload for as many seconds as it is told. */
import { parentPort, workerData } from 'node:worker_threads';
import { engineNetFor } from './workloads.ts';

parentPort?.postMessage(engineNetFor(workerData as number).events);
