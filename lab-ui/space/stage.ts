/** @module Stage: the WebGL layer under a scene's words; two draw calls, drawn only when it is told to. */
import {
  BufferAttribute,
  BufferGeometry,
  Camera,
  DoubleSide,
  DynamicDrawUsage,
  GLSL3,
  InstancedBufferAttribute,
  InstancedMesh,
  NormalBlending,
  Points,
  RawShaderMaterial,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import type { ChartTheme } from '../marks/theme.ts';
import { type Block, changedStretches, SHADE } from './blocks.ts';
import { clipMatrix, type Vec3, type View } from './camera.ts';
import { partsOf } from './colours.ts';
import { BLOCK_FRAGMENT, BLOCK_VERTEX, DOT_FRAGMENT, DOT_VERTEX } from './shaders.ts';

/** A dot as the stage draws it. */
export interface StageDot {
  readonly at: Vec3;
  readonly size: number;
  readonly colour: string;
  readonly hollow: boolean;
}

/** Everything of one drawing. */
export interface StageContent {
  readonly blocks: readonly Block[];
  readonly dots: readonly StageDot[];
  /** How much the edges of blocks show, 0..1. */
  readonly edges: number;
}

/** Faces of the unit box that can be seen: top, front, right; each as four corners. */
const FACES: readonly (readonly (readonly [number, number, number])[])[] = [
  [
    [0, 1, 1],
    [1, 1, 1],
    [1, 1, 0],
    [0, 1, 0],
  ],
  [
    [0, 0, 1],
    [1, 0, 1],
    [1, 1, 1],
    [0, 1, 1],
  ],
  [
    [1, 0, 1],
    [1, 0, 0],
    [1, 1, 0],
    [1, 1, 1],
  ],
];
const ACROSS = [0, 0, 1, 0, 1, 1, 0, 1];
/** A drawing that takes longer is too slow for more than one pixel per point, milliseconds. */
const SLOW_MS = 40;
/** Drawings that are timed. */
const PROBES = 5;

function unitBox(): BufferGeometry {
  const box = new BufferGeometry();
  box.setAttribute('position', new BufferAttribute(new Float32Array(FACES.flat(2)), 3));
  box.setAttribute('uv', new BufferAttribute(new Float32Array(FACES.flatMap(() => ACROSS)), 2));
  box.setAttribute('face', new BufferAttribute(new Float32Array(FACES.flatMap((_, at) => [at, at, at, at])), 1));
  box.setIndex(FACES.flatMap((_, at) => [0, 1, 2, 0, 2, 3].map((corner) => 4 * at + corner)));
  return box;
}

/** One WebGL canvas in a host. */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new Camera();
  private readonly blockUniforms = {
    shade: { value: new Vector3(1, SHADE.front, SHADE.right) },
    edge: { value: new Vector3() },
    slo: { value: new Vector3() },
    halo: { value: new Vector3() },
    strength: { value: 1 },
  };
  private readonly dotUniforms = { pixels: { value: 1 } };
  private readonly blockMaterial: RawShaderMaterial;
  private readonly dotMaterial: RawShaderMaterial;
  private mesh: InstancedMesh<BufferGeometry, RawShaderMaterial> | null = null;
  private readonly points: Points<BufferGeometry, RawShaderMaterial>;
  private shown: StageContent | null = null;
  /** Camera, size and colours of what stands on the canvas: the same again is not drawn again. */
  private drawn = '';
  private ratioMax: number;
  private readonly timesMs: number[] = [];
  private isProbing = false;
  private readonly host: HTMLElement;

  /** Called when the drawing has to be done again, with fewer pixels. */
  onSlow: () => void = () => undefined;

  /**
   * @param host     the canvas covers it
   * @param careful  true on the processor: one pixel per point and no smoothing
   * @param onLost   called with true when the browser takes the context away, with false when it is back
   */
  constructor(host: HTMLElement, careful: boolean, onLost: (lost: boolean) => void) {
    this.host = host;
    this.ratioMax = careful ? 1 : 2;
    // Kept, because a picture that stands still is also saved and read; it costs nothing when little is drawn.
    this.renderer = new WebGLRenderer({ antialias: !careful, alpha: true, preserveDrawingBuffer: true });
    this.canvas = this.renderer.domElement;
    this.canvas.className = 'space-layer';
    this.canvas.setAttribute('aria-hidden', 'true');
    host.append(this.canvas);
    this.canvas.addEventListener('webglcontextlost', () => onLost(true));
    this.canvas.addEventListener('webglcontextrestored', () => {
      this.drawn = '';
      onLost(false);
    });
    this.camera.matrixAutoUpdate = false;
    this.blockMaterial = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: BLOCK_VERTEX,
      fragmentShader: BLOCK_FRAGMENT,
      side: DoubleSide,
      uniforms: this.blockUniforms,
    });
    this.dotMaterial = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: DOT_VERTEX,
      fragmentShader: DOT_FRAGMENT,
      transparent: true,
      premultipliedAlpha: true,
      blending: NormalBlending,
      depthWrite: false,
      uniforms: this.dotUniforms,
    });
    this.points = new Points(new BufferGeometry(), this.dotMaterial);
    this.points.frustumCulled = false;
    this.scene.add(this.points);
    this.resize();
  }

  /** The host, or the number of pixels per point, changed. */
  resize(): void {
    const ratio = Math.min(this.ratioMax, this.host.ownerDocument.defaultView?.devicePixelRatio ?? 1);
    this.drawn = '';
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(Math.max(1, this.host.clientWidth), Math.max(1, this.host.clientHeight), false);
  }

  /** Draws; buffers are filled again only for other content. */
  draw(view: View, content: StageContent, theme: ChartTheme): void {
    if (this.renderer.getContext().isContextLost()) return;
    const matrix = clipMatrix(view);
    const pixelsPerUnit = view.scale * this.renderer.getPixelRatio();
    const key = [...matrix, pixelsPerUnit, theme.dark].join(' ');
    if (content === this.shown && key === this.drawn) return;
    const beganMs = performance.now();
    if (content !== this.shown) this.fill(content);
    this.paint(theme);
    this.shown = content;
    this.drawn = key;
    this.blockUniforms.strength.value = content.edges;
    this.dotUniforms.pixels.value = pixelsPerUnit;
    this.camera.projectionMatrix.set(...(matrix as Parameters<Camera['projectionMatrix']['set']>));
    this.camera.projectionMatrixInverse.copy(this.camera.projectionMatrix).invert();
    this.renderer.render(this.scene, this.camera);
    if (this.timesMs.length < PROBES && !this.isProbing) this.probe(beganMs);
  }

  /** Asks, without waiting for it, when a drawing is done; a renderer that turns out to be slow is spared. */
  private probe(beganMs: number): void {
    const context = this.renderer.getContext() as WebGL2RenderingContext;
    const fence = context.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!fence) return;
    context.flush();
    this.isProbing = true;
    const look = (): void => {
      if (context.isContextLost()) return;
      if (context.getSyncParameter(fence, context.SYNC_STATUS) !== context.SIGNALED) {
        requestAnimationFrame(look);
        return;
      }
      context.deleteSync(fence);
      this.isProbing = false;
      this.timesMs.push(performance.now() - beganMs);
      if (this.timesMs.length === PROBES) this.judge();
    };
    requestAnimationFrame(look);
  }

  private judge(): void {
    const median = [...this.timesMs].sort((a, b) => a - b)[PROBES >> 1] ?? 0;
    this.canvas.dataset.frameMs = median.toFixed(1);
    if (median <= SLOW_MS || this.ratioMax === 1) return;
    this.ratioMax = 1;
    this.resize();
    this.onSlow();
  }

  destroy(): void {
    this.mesh?.dispose();
    this.mesh?.geometry.dispose();
    this.points.geometry.dispose();
    this.blockMaterial.dispose();
    this.dotMaterial.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.canvas.remove();
  }

  private paint(theme: ChartTheme): void {
    const { edge, slo, halo } = this.blockUniforms;
    edge.value.set(...partsOf(theme.edge));
    slo.value.set(...partsOf(theme.bad));
    halo.value.set(...partsOf(theme.bg));
  }

  private fill({ blocks, dots }: StageContent): void {
    this.canvas.dataset.blocks = String(blocks.length);
    this.canvas.dataset.dots = String(dots.length);
    const known = this.mesh;
    const mesh = this.meshFor(blocks.length);
    // Fresh buffers hold nothing yet; in those that stand only what changed is written and sent.
    const stretches = changedStretches(mesh === known ? (this.shown?.blocks ?? []) : [], blocks);
    const matrices = mesh.instanceMatrix.array as Float32Array;
    const top = mesh.geometry.getAttribute('top') as InstancedBufferAttribute;
    const wall = mesh.geometry.getAttribute('wall') as InstancedBufferAttribute;
    const line = mesh.geometry.getAttribute('line') as InstancedBufferAttribute;
    for (const { from, to } of stretches) {
      for (let at = from; at < to; at++) {
        const block = blocks[at]!;
        matrices.set([block.size[0], 0, 0, 0, 0, block.size[1], 0, 0, 0, 0, block.size[2], 0, ...block.at, 1], 16 * at);
        top.setXYZ(at, ...partsOf(block.top));
        wall.setXYZ(at, ...partsOf(block.wall));
        line.setX(at, block.line ?? -1);
      }
      for (const attribute of [mesh.instanceMatrix, top, wall, line])
        attribute.addUpdateRange(from * attribute.itemSize, (to - from) * attribute.itemSize);
    }
    mesh.count = blocks.length;
    this.canvas.dataset.written = String(stretches.reduce((sum, { from, to }) => sum + to - from, 0));
    if (stretches.length > 0)
      for (const attribute of [mesh.instanceMatrix, top, wall, line]) attribute.needsUpdate = true;
    this.fillDots(dots);
  }

  private fillDots(dots: readonly StageDot[]): void {
    const held = this.points.geometry.getAttribute('position') as BufferAttribute | undefined;
    if (!held || held.count < dots.length) {
      this.points.geometry.dispose();
      this.points.geometry = new BufferGeometry();
      for (const [name, size] of [
        ['position', 3],
        ['fill', 3],
        ['size', 1],
        ['hollow', 1],
      ] as const) {
        const attribute = new BufferAttribute(new Float32Array(size * roomFor(dots.length)), size);
        this.points.geometry.setAttribute(name, attribute.setUsage(DynamicDrawUsage));
      }
    }
    const part = (name: string) => this.points.geometry.getAttribute(name) as BufferAttribute;
    const [position, fill, size, hollow] = [part('position'), part('fill'), part('size'), part('hollow')];
    dots.forEach((dot, at) => {
      position.setXYZ(at, ...dot.at);
      fill.setXYZ(at, ...partsOf(dot.colour));
      size.setX(at, dot.size);
      hollow.setX(at, dot.hollow ? 1 : 0);
    });
    for (const attribute of [position, fill, size, hollow]) attribute.needsUpdate = true;
    this.points.geometry.setDrawRange(0, dots.length);
  }

  private meshFor(count: number): InstancedMesh<BufferGeometry, RawShaderMaterial> {
    if (this.mesh && this.mesh.instanceMatrix.count >= count) return this.mesh;
    if (this.mesh) {
      this.scene.remove(this.mesh);
      this.mesh.geometry.dispose();
      this.mesh.dispose();
    }
    const room = roomFor(count);
    const mesh = new InstancedMesh(unitBox(), this.blockMaterial, room);
    mesh.frustumCulled = false;
    mesh.instanceMatrix.setUsage(DynamicDrawUsage);
    for (const [name, size] of [
      ['top', 3],
      ['wall', 3],
      ['line', 1],
    ] as const) {
      const attribute = new InstancedBufferAttribute(new Float32Array(size * room), size);
      mesh.geometry.setAttribute(name, attribute.setUsage(DynamicDrawUsage));
    }
    this.scene.add(mesh);
    this.mesh = mesh;
    return mesh;
  }
}

/** Room grows in powers of two, so that a growing crowd does not ask for memory with every frame. */
function roomFor(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(64, count)));
}
