/** @module A33: eleven sessions on a unit link: the fluid server, WFQ that runs ahead of it, and WF2Q that does not. */
import { type FluidPacket, gpsFinishTimes } from '../theory/gps.ts';
import { exactReport } from './exact-report.ts';
import { startTimes } from './hand-fed-servers.ts';
import type { Oracle } from './oracle.ts';

const OTHERS = 10;
const PACKETS = 11;
const WEIGHTS = [0.5, ...Array.from({ length: OTHERS }, () => 0.05)];
/** All of unit size at time 0: eleven of flow 1, then one of each other. */
const ARRIVALS: readonly FluidPacket[] = [
  ...Array.from({ length: PACKETS }, () => ({ flow: 0, size: 1, arrival: 0 })),
  ...Array.from({ length: OTHERS }, (_, at) => ({ flow: at + 1, size: 1, arrival: 0 })),
];
const GPS_FLOW_1 = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21];
const GPS_OTHERS = 20;
/** Afterwards packets tie, and either order is right. */
const WFQ_FLOW_1 = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const WF2Q_FLOW_1 = [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21];
/** Largest packet over the rate of the link. */
const LARGEST = 1;

function departures(discipline: string): number[] {
  return startTimes({ id: discipline, params: {} }, WEIGHTS, 1, ARRIVALS).map((start) => start + 1);
}

function numbered(name: string, figures: readonly number[]): Record<string, number> {
  return Object.fromEntries(figures.map((figure, at) => [`${name} ${at + 1}`, figure]));
}

export const a33: Oracle = {
  id: 'A33',
  title: 'WFQ against the fluid server: the example of eleven sessions',
  source:
    'Parekh and Gallager, IEEE/ACM Trans. Networking 1(3), 1993 (bound); Bennett and Zhang, WF2Q, INFOCOM 1996 (example)',
  formula: 'finish by WFQ ≤ finish by the fluid server + L/r; WF²Q starts nobody before the fluid server does',
  run: () => {
    const gps = gpsFinishTimes(WEIGHTS, ARRIVALS);
    const wfq = departures('wfq');
    const wf2q = departures('wf2q');
    const late = (times: readonly number[]): number =>
      times.filter((departure, packet) => departure > gps[packet]! + LARGEST + 1e-9).length;
    return exactReport(
      a33,
      {
        ...numbered('GPS finish of flow 1, packet', GPS_FLOW_1),
        'GPS finish of the others, first': GPS_OTHERS,
        'GPS finish of the others, last': GPS_OTHERS,
        ...numbered('WFQ departure of flow 1, packet', WFQ_FLOW_1),
        'WFQ packets later than GPS + Lmax/r': 0,
        ...numbered('WF2Q departure of flow 1, packet', WF2Q_FLOW_1),
        'WF2Q packets later than GPS + Lmax/r': 0,
      },
      {
        ...numbered('GPS finish of flow 1, packet', gps.slice(0, PACKETS)),
        'GPS finish of the others, first': Math.min(...gps.slice(PACKETS)),
        'GPS finish of the others, last': Math.max(...gps.slice(PACKETS)),
        ...numbered('WFQ departure of flow 1, packet', wfq.slice(0, WFQ_FLOW_1.length)),
        'WFQ packets later than GPS + Lmax/r': late(wfq),
        ...numbered('WF2Q departure of flow 1, packet', wf2q.slice(0, PACKETS)),
        'WF2Q packets later than GPS + Lmax/r': late(wf2q),
      },
      1e-9,
    );
  },
};
