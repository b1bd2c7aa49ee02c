/** @module How this browser can draw in 3D: with a graphics card, on the processor, or not at all. */

/** What was found. */
export type Capability =
  | { readonly kind: 'card' }
  /** Drawn by the processor: slow, so that it has to be asked for. */
  | { readonly kind: 'processor'; readonly renderer: string }
  | { readonly kind: 'none'; readonly why: string };

/** Renderers that draw on the processor; the browser's own warning about slow drawing cannot be trusted. */
const ON_PROCESSOR = /swiftshader|llvmpipe|softpipe|basic render|software rasterizer/i;

/** @param renderer  name that the context gives */
export function drawsOnProcessor(renderer: string): boolean {
  return ON_PROCESSOR.test(renderer);
}

/** @returns what a throwaway context says about itself */
export function readCapability(page: Document): Capability {
  const canvas = page.createElement('canvas');
  const context = canvas.getContext('webgl2');
  if (!context) {
    return { kind: 'none', why: 'This browser gives the page no WebGL, which 3D is drawn with' };
  }
  const named = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(context.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return drawsOnProcessor(renderer) ? { kind: 'processor', renderer } : { kind: 'card' };
}
