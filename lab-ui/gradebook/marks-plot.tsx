/** @module Every mark as a square over a scale of points; hollow below the pass mark. */
import type { GradebookView } from '../../sim-engine/protocol/gradebook.ts';

const WIDTH = 340;
const BASE = 132;
const TOP = 8;
const COLUMNS = 20;

export function MarksPlot({ view }: { view: GradebookView }) {
  const { passPoints, pointsMax } = view;
  const marks = view.rows.flatMap(({ mark }) => (mark === null ? [] : [mark]));
  const bins = Array.from({ length: COLUMNS + 1 }, (): number[] => []);
  for (const mark of marks) bins[Math.min(COLUMNS, Math.floor((COLUMNS * mark) / pointsMax))]!.push(mark);
  const most = Math.max(1, ...bins.map((bin) => bin.length));
  const pitch = WIDTH / (COLUMNS + 1);
  // Squares as far as they fit; then each stands for several, and the words say how many.
  const perSquare = Math.ceil((most * 11) / (BASE - TOP));
  const passX = (pitch * (COLUMNS * passPoints)) / pointsMax;
  const squares = bins.flatMap((bin, column) => {
    const sorted = [...bin].sort((a, b) => a - b);
    return Array.from({ length: Math.ceil(sorted.length / perSquare) }, (_, at) => ({
      x: column * pitch + 3,
      y: BASE - 11 * (at + 1),
      isBelow: sorted[at * perSquare]! < passPoints,
    }));
  });
  const below = marks.filter((mark) => mark < passPoints).length;
  return (
    <>
      <svg
        width={WIDTH}
        height={BASE + 18}
        viewBox={`0 0 ${WIDTH} ${BASE + 18}`}
        role="img"
        aria-label={`${marks.length} marks, ${below} of them below ${passPoints}`}
      >
        <line x1="0" x2={WIDTH} y1={BASE} y2={BASE} stroke="var(--edge)" />
        <line x1={passX} x2={passX} y1="0" y2={BASE} stroke="var(--ink)" strokeDasharray="3 3" />
        {squares.map(({ x, y, isBelow }) => (
          <rect
            key={`${x} ${y}`}
            x={x}
            y={y}
            width="9"
            height="9"
            fill={isBelow ? 'var(--chrome)' : 'var(--ink)'}
            stroke="var(--ink)"
          />
        ))}
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <text
            key={share}
            x={share === 0 ? 0 : share === 1 ? WIDTH : share * COLUMNS * pitch}
            y={BASE + 14}
            className="strip-text"
            textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}
          >
            {share === 1 ? `${pointsMax} points` : share * pointsMax}
          </text>
        ))}
      </svg>
      <p className="note">
        Hollow: below the pass mark, {below} of {marks.length}.
        {perSquare > 1 ? ` A square stands for up to ${perSquare} learners.` : ' A square is a learner.'}
      </p>
    </>
  );
}
