/**
 * @module Entry of the oracle worker: runs the engine's self-test and tells every line as soon as it is there.
 *
 * The oracles are those of `tenantlab oracle`, so that page and command have the same numbers.
 */
import { ENGINE_VERSION } from '../../sim-engine/index.ts';
import { ORACLES } from '../../sim-engine/oracle/index.ts';
import type { OracleReply, OracleRequest } from './oracle-messages.ts';
import { warmUpCurves } from './warm-up-curve.ts';

const say = (reply: OracleReply): void => self.postMessage(reply);

self.onmessage = ({ data }: MessageEvent<OracleRequest>) => {
  switch (data.type) {
    case 'list': {
      const oracles = ORACLES.map(({ id, title, source }) => ({ id, title, source }));
      say({ type: 'list', engineVersion: ENGINE_VERSION, oracles });
      return;
    }
    case 'run':
      for (const id of data.ids) {
        const oracle = ORACLES.find((known) => known.id === id);
        if (oracle === undefined) continue;
        say({ type: 'begun', id });
        say({ type: 'report', report: oracle.run({ long: false }) });
      }
      say({ type: 'done' });
      return;
    case 'warm-up':
      for (const curve of warmUpCurves()) say({ type: 'warm-up', curve });
  }
};
