/** @module Loads the scenes in 3D when one is first asked for: nobody else pays for them. */
import { type ComponentType, useEffect, useState } from 'react';
import type { Chart } from '../charts/chart.ts';
import type { SceneName } from '../state/bench-query.ts';

/** What the place of a scene in 3D needs. */
export interface SpaceSceneProps {
  onTenant(index: number): void;
  onView(view: SceneName): void;
}

/** One scene in 3D. */
export interface OpenSpace {
  /** Its words and its table; it is drawn by `Scene`. */
  readonly chart: Chart;
  readonly Scene: ComponentType<SpaceSceneProps>;
  /**
   * @param frames  those of the flat scene
   * @param beside  true where the flat twin stands beside the scene
   * @returns the frames under the scene, its flat twin first unless it stands beside it
   */
  strip(frames: readonly (readonly Chart[])[], beside: boolean): readonly (readonly Chart[])[];
}

/** What is known of the scene that was asked for. */
export interface Space {
  /** Null while it is flat or being loaded. */
  readonly open: OpenSpace | null;
  /** True when its code could not be fetched. */
  readonly failed: boolean;
}

type Spaces = Readonly<Record<Exclude<SceneName, '2d'>, OpenSpace>>;

/** @param view  what the scene shall show */
export function useSpace(view: SceneName): Space {
  const [spaces, setSpaces] = useState<Spaces | null>(null);
  const [failed, setFailed] = useState(false);
  const isWanted = view !== '2d';
  useEffect(() => {
    if (!isWanted || spaces) return;
    setFailed(false);
    import('../space/spaces.tsx').then(
      (loaded) => setSpaces(loaded.SPACES),
      () => setFailed(true),
    );
  }, [isWanted, spaces]);
  return { open: view === '2d' ? null : (spaces?.[view] ?? null), failed: isWanted && failed };
}
