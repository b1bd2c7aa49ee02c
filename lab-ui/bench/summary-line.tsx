/** @module One line that stands for the closed inspector on the smallest bench. */

import { StateGlyph } from '../marks/tenant-mark.tsx';
import { activeNoise } from '../state/harm.ts';
import { formatClock, formatUsdPerHour } from '../text/format.ts';
import { isolationTitle } from '../text/run-facts.ts';
import { tenantLabel } from '../text/tenant-label.ts';
import { useMeasuredData } from './bench-context.tsx';
import { movesLeft } from './moves.ts';
import { pointsOf } from './run-words.ts';

export function SummaryLine() {
  const data = useMeasuredData();
  const noise = activeNoise(data)[0];
  const points = pointsOf(data);
  const broken = data.objectives.filter((objective) => objective.state === 'closed' && !objective.passed).length;
  const price = data.topology?.priceMicroUsdPerHour;
  return (
    <p className="summary-line">
      <span>
        Isolation <strong>{isolationTitle(data, data.topology?.isolation ?? data.scenario.isolation.id)}</strong>
        {price === undefined ? '' : `, ${formatUsdPerHour(price)}`}
      </span>
      <span>
        Noise <strong>{noise ? `${tenantLabel(noise.tenant)} until ${formatClock(noise.untilUs)}` : 'none'}</strong>
      </span>
      <span>{movesLeft(data)}</span>
      <span className="summary-gap" />
      {broken > 0 ? (
        <span className="summary-broken">
          <StateGlyph state="over" /> {broken} {broken === 1 ? 'objective' : 'objectives'} not held
        </span>
      ) : null}
      <span>
        <strong>{points.won}</strong> of {points.max}
      </span>
    </p>
  );
}
