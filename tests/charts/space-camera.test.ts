/**
 * The claim: labels and picks use the projection that the graphics context uses, and what draws is known by name. Tested on numbers.
 */
import { describe, expect, test } from 'vitest';
import { clipMatrix, fitView, project, SNAPS, snapCamera, type Vec3 } from '../../lab-ui/space/camera.ts';
import { CameraStore } from '../../lab-ui/space/camera-store.ts';
import { drawsOnProcessor } from '../../lab-ui/space/capability.ts';
import { CITY_CORNER, cityView } from '../../lab-ui/space/city/city.ts';
import { partsOf } from '../../lab-ui/space/colours.ts';

const BOX = { x: 0, y: 0, width: 856, height: 472 };

describe('the camera', () => {
  const points: readonly Vec3[] = [
    [-5, 0, -5],
    [5, 0, 5],
    [1.5, 2.25, -3],
  ];

  test.each(SNAPS)('the matrix of %s puts every point where the labels are', (snap) => {
    const view = cityView(snapCamera(snap, CITY_CORNER), BOX);
    const m = clipMatrix(view);
    for (const point of points) {
      const clip = [0, 1].map((row) =>
        [0, 1, 2].reduce((sum, at) => sum + (m[4 * row + at] ?? 0) * (point[at] ?? 0), m[4 * row + 3] ?? 0),
      );
      const spot = project(view, point);
      expect((((clip[0] ?? 0) + 1) / 2) * view.width).toBeCloseTo(spot.x, 6);
      expect(((1 - (clip[1] ?? 0)) / 2) * view.height).toBeCloseTo(spot.y, 6);
    }
  });

  test('from the front and the side heights are read, from above the ground as it lies on the plan', () => {
    for (const snap of ['front', 'side'] as const) {
      const view = cityView(snapCamera(snap, CITY_CORNER), BOX);
      const [low, high] = [project(view, [1, 0, 1]), project(view, [1, 2, 1])];
      expect(low.y - high.y).toBeCloseTo(2 * view.scale, 9);
      expect(low.x).toBeCloseTo(high.x, 9);
    }
    const top = cityView(snapCamera('top', CITY_CORNER), BOX);
    const [a, b] = [project(top, [0, 0, 0]), project(top, [1, 3, 2])];
    expect(b.x - a.x).toBeCloseTo(top.scale, 9);
    expect(b.y - a.y).toBeCloseTo(2 * top.scale, 9);
  });

  test('everything that has to be in sight is in the frame', () => {
    const bounds = { from: [-1, 0, -2] as const, to: [3, 1, 2] as const };
    const view = fitView(CITY_CORNER, bounds, { x: 10, y: 20, width: 300, height: 200 }, 400, 300);
    for (const x of [-1, 3])
      for (const y of [0, 1])
        for (const z of [-2, 2]) {
          const spot = project(view, [x, y, z]);
          expect(spot.x).toBeGreaterThanOrEqual(10 - 1e-9);
          expect(spot.x).toBeLessThanOrEqual(310 + 1e-9);
          expect(spot.y).toBeGreaterThanOrEqual(20 - 1e-9);
          expect(spot.y).toBeLessThanOrEqual(220 + 1e-9);
        }
  });

  test('it glides for 400 ms, and cuts where motion is not wanted', () => {
    let nowMs = 1000;
    const queue: (() => void)[] = [];
    const clock = { nowMs: () => nowMs, next: (run: () => void) => void queue.push(run), calm: () => false };
    const camera = new CameraStore(CITY_CORNER, clock);
    camera.choose('top');
    expect(camera.camera()).toEqual(CITY_CORNER);
    nowMs += 200;
    const half = camera.camera().elevation;
    expect(half).toBeGreaterThan(CITY_CORNER.elevation);
    expect(half).toBeLessThan(Math.PI / 2);
    nowMs += 200;
    expect(camera.camera()).toEqual(snapCamera('top', CITY_CORNER));
    queue.shift()?.();
    expect(queue).toEqual([]);
    const calm = new CameraStore(CITY_CORNER, { ...clock, calm: () => true });
    calm.choose('side');
    expect(calm.camera()).toEqual(snapCamera('side', CITY_CORNER));
    expect(queue).toEqual([]);
  });
});

describe('what draws', () => {
  test('renderers on the processor are known by name', () => {
    for (const name of [
      'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
      'llvmpipe (LLVM 15.0.6, 256 bits)',
      'Microsoft Basic Render Driver',
    ])
      expect(drawsOnProcessor(name)).toBe(true);
    for (const name of [
      'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620)',
      'Apple M2',
      'NVIDIA GeForce RTX 3060/PCIe/SSE2',
    ])
      expect(drawsOnProcessor(name)).toBe(false);
  });

  test('colours are read as style sheets are written and as they are built', () => {
    expect(partsOf('#ffffff')).toEqual([1, 1, 1]);
    expect(partsOf('#fff')).toEqual([1, 1, 1]);
    expect(partsOf('rgb(255, 0, 51)')).toEqual([1, 0, 0.2]);
  });
});
