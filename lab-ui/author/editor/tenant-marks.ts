/** @module A tenant's mark before each place that names it. */
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { shapeOf, shapePath } from '../../marks/shapes.ts';
import { tenantColour } from '../../marks/tenant-colours.ts';
import type { TenantPlace } from '../text-messages.ts';

const SVG = 'http://www.w3.org/2000/svg';

class MarkWidget extends WidgetType {
  private readonly index: number;

  constructor(index: number) {
    super();
    this.index = index;
  }

  override eq(other: MarkWidget): boolean {
    return other.index === this.index;
  }

  override toDOM(): HTMLElement {
    const host = document.createElement('span');
    host.className = 'cm-tenant';
    // The letter stands beside it.
    host.setAttribute('aria-hidden', 'true');
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('width', '10');
    svg.setAttribute('height', '10');
    svg.setAttribute('viewBox', '-6 -6 12 12');
    const path = document.createElementNS(SVG, 'path');
    const shape = shapeOf(this.index);
    const isHollow = shape === 'ring';
    path.setAttribute('d', shapePath(shape, isHollow ? 3.6 : 4.8));
    const colour = `light-dark(${tenantColour(this.index, false).fill}, ${tenantColour(this.index, true).fill})`;
    path.style.fill = isHollow ? 'none' : colour;
    if (isHollow) {
      path.style.stroke = colour;
      path.style.strokeWidth = '1.6';
    }
    svg.append(path);
    host.append(svg);
    return host;
  }
}

/** Tells where tenants are named in the text as it stands. */
export const setTenantPlaces = StateEffect.define<readonly TenantPlace[]>();

/** The marks; they move with the text until they are told anew. */
export const tenantMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    let now = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setTenantPlaces)) continue;
      const inside = effect.value.filter(({ from }) => from <= transaction.state.doc.length);
      now = Decoration.set(
        inside.map(({ from, index }) => Decoration.widget({ widget: new MarkWidget(index), side: -1 }).range(from)),
      );
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});
