/** @module One check over the hidden worlds against its bound: a ring holds, a diamond does not, the worst is named. */
import type { GradebookCheck, GradebookWorld } from '../../sim-engine/protocol/gradebook.ts';
import { boundWords, checkName, figure } from './gradebook-words.ts';

const WIDTH = 380;
const HEIGHT = 148;
const BASE = 122;
const LEFT = 14;
const RIGHT = 14;
/** Between centres of neighbouring dots. */
const STEP = 9;

interface WorldStripProps {
  readonly check: GradebookCheck;
  readonly worlds: readonly GradebookWorld[];
  /** Number of the world that the replay opens, from 0; -1 for none. */
  readonly named: number;
}

export function WorldStrip({ check, worlds, named }: WorldStripProps) {
  const values = worlds.flatMap(({ measured }, at) => {
    const value = measured[check.id];
    return typeof value === 'number' ? [{ at, value }] : [];
  });
  const all = [check.threshold, ...values.map(({ value }) => value)];
  const top = Math.max(...all, 1e-9) * 1.06;
  // Dots need no zero: where all lie far from it, the scale begins near them.
  const least = Math.min(...all);
  const low = least > top / 2 ? Math.max(0, least - (top - least) / 4) : 0;
  const x = (value: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * (value - low)) / (top - low);
  const line = x(check.threshold);
  const height = new Map<string, number>();
  const dots = values
    .sort((a, b) => a.value - b.value)
    .map(({ at, value }) => {
      const holds = check.bound === 'at-most' ? value <= check.threshold : value >= check.threshold;
      const isRight = check.bound === 'at-most' ? !holds : holds;
      // Stacked by columns, and always on the side of the bound on which they are.
      const column = STEP * Math.round(x(value) / STEP);
      const cx = isRight ? Math.max(column, line + STEP / 2) : Math.min(column, line - STEP / 2);
      const level = height.get(`${cx}`) ?? 0;
      height.set(`${cx}`, level + 1);
      return { at, value, holds, cx, cy: BASE - 6 - Math.min(level, 8) * STEP };
    });
  const held = dots.filter(({ holds }) => holds).length;
  const worst = dots.find(({ at }) => at === named);
  const words = `${checkName(check)} in ${worlds.length} hidden worlds: ${held} hold ${boundWords(check)}, ${dots.length - held} do not.`;
  return (
    <svg
      className="world-strip"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={words}
    >
      <line x1={LEFT - 6} x2={WIDTH - RIGHT + 6} y1={BASE} y2={BASE} stroke="var(--edge)" />
      {[0, 0.5, 1].map((share) => (
        <text
          key={share}
          x={x(low + share * (top - low))}
          y={BASE + 16}
          className="strip-text"
          textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}
        >
          {figure(low + share * (top - low), check.unit)}
        </text>
      ))}
      <line x1={line} x2={line} y1={20} y2={BASE} stroke="var(--bad)" strokeWidth="1.5" />
      <text x={line} y={13} className="strip-text strong" textAnchor={line > WIDTH / 2 ? 'end' : 'start'}>
        {boundWords(check)}
      </text>
      {dots.map(({ at, holds, cx, cy }) =>
        holds ? (
          <circle key={at} cx={cx} cy={cy} r="3.2" fill="var(--chrome)" stroke="var(--ink)" strokeWidth="1.2" />
        ) : (
          <path
            key={at}
            d={`M${cx} ${cy - 4.2}L${cx + 4.2} ${cy}L${cx} ${cy + 4.2}L${cx - 4.2} ${cy}Z`}
            fill="var(--ink)"
          />
        ),
      )}
      {worst === undefined ? null : (
        <>
          <circle cx={worst.cx} cy={worst.cy} r="7.5" fill="none" stroke="var(--ink)" />
          <line x1={worst.cx} x2={worst.cx} y1={35} y2={worst.cy - 7.5} stroke="var(--ink)" />
          <text x={worst.cx} y={31} className="strip-text strong" textAnchor={worst.cx > WIDTH / 2 ? 'end' : 'start'}>
            world {worst.at + 1}: {figure(worst.value, check.unit)}
          </text>
        </>
      )}
    </svg>
  );
}
