/** @module Three tiers as bars: one bar is one for all, split bars are parts. */

const WIDTH = 15;
const GAP = 4;
/** More parts than these cannot be told apart at this size. */
const PARTS_DRAWN_MAX = 5;

interface PictogramProps {
  readonly parts: { readonly app: number; readonly cache: number; readonly database: number };
}

export function Pictogram({ parts }: PictogramProps) {
  const tiers = [parts.app, parts.cache, parts.database];
  return (
    <svg className="pictogram" width={3 * WIDTH + 2 * GAP} height="8" aria-hidden="true">
      {tiers.flatMap((count, tier) => {
        const drawn = Math.max(1, Math.min(PARTS_DRAWN_MAX, count));
        const gap = drawn === 1 ? 0 : 1.4;
        const width = (WIDTH - gap * (drawn - 1)) / drawn;
        return Array.from({ length: drawn }, (_, part) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={`${tier}-${part}`}
            x={tier * (WIDTH + GAP) + part * (width + gap)}
            y="0.5"
            width={width}
            height="7"
          />
        ));
      })}
    </svg>
  );
}
