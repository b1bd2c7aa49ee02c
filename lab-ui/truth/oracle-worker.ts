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
      const oracles = ORACLES.map(({ id, title, source, formula }) => ({ id, title, source, formula }));
      say({ type: 'list', engineVersion: ENGINE_VERSION, oracles });
      return;
    }
    case 'run': {
      const oracle = ORACLES.find(({ id }) => id === data.id);
      if (oracle === undefined) return;
      say({ type: 'begun', id: oracle.id });
      say({ type: 'report', report: oracle.run({ long: false }) });
      return;
    }
    case 'warm-up':
      for (const curve of warmUpCurves()) say({ type: 'warm-up', curve });
  }
};
