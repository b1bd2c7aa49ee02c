/** @module The place of a scene in 3D: its buttons, and what stands there where 3D cannot or should not be drawn at once. */
import { useState, useSyncExternalStore } from 'react';
import { ChartHost } from '../bench/chart-host.tsx';
import type { SpaceSceneProps } from '../bench/use-space.ts';
import type { Chart } from '../charts/chart.ts';
import { Segment } from '../parts/segment.tsx';
import { BESIDE, useMedia } from '../parts/use-media.ts';
import type { SceneName } from '../state/bench-query.ts';
import { SNAPS, snapLabels } from './camera.ts';
import type { CameraStore } from './camera-store.ts';
import { type Capability, readCapability } from './capability.ts';
import { mountSpace, type SpaceOptions } from './mount-space.ts';

/** One scene as its file describes it. */
export interface SpaceDescription {
  readonly view: Exclude<SceneName, '2d'>;
  readonly camera: CameraStore;
  readonly chart: Chart;
  /** Drawn in its place where 3D is not. */
  readonly flat: Chart;
  /** The same seen flat, beside it where there is room. */
  readonly twin: Chart;
  readonly picture: SpaceOptions['picture'];
}

const KINDS: readonly { readonly value: Exclude<SceneName, '2d'>; readonly label: string }[] = [
  { value: 'city', label: 'City' },
  { value: 'surface', label: 'Surface' },
];

/** Kept for the page: who agreed once is not asked again. */
let agreed = false;
let found: Capability | null = null;

interface SpaceSceneOwnProps extends SpaceSceneProps {
  readonly space: SpaceDescription;
}

export function SpaceScene({ space, onTenant, onView }: SpaceSceneOwnProps) {
  found ??= readCapability(document);
  const capability = found;
  const [isAgreed, setAgreed] = useState(agreed);
  const [isLost, setLost] = useState(false);
  const [chart] = useState(() => inSpace(space, capability, setLost));
  const isDrawn = capability.kind === 'card' || (capability.kind === 'processor' && isAgreed);
  // Where the scene itself is drawn flat as its twin, once is enough.
  const isBeside = useMedia(BESIDE) && (isDrawn || space.flat !== space.twin);
  return (
    <div className={isBeside ? 'space-sides' : undefined}>
      <div className={isBeside ? 'space-main' : undefined}>
        {isDrawn ? (
          <ChartHost chart={chart} className="scene-host" onTenant={onTenant} />
        ) : (
          <ChartHost chart={space.flat} className="scene-host space-flat" onTenant={onTenant} />
        )}
        <div className="space-bar">
          <Segment label="Scene in 3D" options={KINDS} value={space.view} onChoose={onView} />
          {isDrawn ? <Snaps camera={space.camera} /> : null}
        </div>
        {capability.kind === 'none' ? (
          <p className="space-note">{capability.why}. So this is drawn flat; it shows the same.</p>
        ) : null}
        {capability.kind === 'processor' && !isAgreed ? (
          <p className="space-note">
            No graphics card: 3D would be drawn by the processor, at one pixel per point and with rough edges. Flat, it
            shows the same.
            <button
              type="button"
              className="button outline"
              onClick={() => {
                agreed = true;
                setAgreed(true);
              }}
            >
              Draw in 3D
            </button>
          </p>
        ) : null}
        {isLost && isDrawn ? (
          <p className="space-note" role="status">
            The browser took the graphics context away. The charts below show the same; 3D comes back with the context.
          </p>
        ) : null}
      </div>
      {isBeside ? (
        <section className="space-twin" aria-label="The same, flat">
          <h3>The same, flat</h3>
          <ChartHost chart={space.twin} onTenant={onTenant} />
        </section>
      ) : null}
    </div>
  );
}

function Snaps({ camera }: { camera: CameraStore }) {
  const snap = useSyncExternalStore(camera.subscribe, camera.snap);
  return (
    <Segment
      label="Seen from"
      options={SNAPS.map((value) => ({ value, label: snapLabels[value] }))}
      value={snap}
      onChoose={(next) => camera.choose(next)}
    />
  );
}

/** The scene as a chart: what the host mounts. */
function inSpace(space: SpaceDescription, capability: Capability, onLost: (lost: boolean) => void): Chart {
  return {
    ...space.chart,
    mount: (host, actions) =>
      mountSpace(host, actions, {
        camera: space.camera,
        careful: capability.kind === 'processor',
        onLost,
        picture: space.picture,
      }),
  };
}
