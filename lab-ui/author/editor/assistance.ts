/** @module Completion and hover of the editor: asked of the text worker, shown with what the preview measured. */
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import { type EditorView, hoverTooltip } from '@codemirror/view';
import type { Completion as Offer } from '../../../scenarios/authoring/completions.ts';
import type { TextClient } from '../text-client.ts';

/** What the editor may look up beside the text. */
export interface Beside {
  readonly texts: TextClient;
  /** @returns the value now in the preview of what an offer means, in words, or empty */
  measured(of: string): string;
}

/** @param beside  where to ask */
export function completionSource(beside: Beside) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { state, pos, explicit } = context;
    const before = state.sliceDoc(Math.max(0, pos - 60), pos);
    // Unasked only where something begins to be written.
    if (!explicit && !/[\w-]$|[:,[{] $|^\s*- $|\n\s+$/.test(before)) return null;
    const found = await beside.texts.ask('complete', { text: state.doc.toString(), offset: pos });
    if (found === null || context.aborted || found.options.length === 0) return null;
    return {
      from: found.from,
      to: Math.max(found.to, pos),
      options: found.options.map((offer) => optionOf(offer, beside)),
      // A space or a comma is another place: it is asked anew.
      validFor: /^[\w.%/-]*$/,
    };
  };
}

function optionOf(offer: Offer, beside: Beside): Completion {
  return {
    label: offer.label,
    boost: offer.rank * 10,
    ...(offer.detail === '' ? {} : { detail: offer.detail }),
    info: () => infoOf(offer, beside),
    apply: (view, completion, from, to) => {
      view.dispatch({
        changes: { from, to, insert: offer.insert },
        selection: { anchor: from + offer.insert.length },
        annotations: pickedCompletion.of(completion),
        userEvent: 'input.complete',
      });
      // A key that waits for its value is asked about at once.
      if (offer.insert.endsWith(': ')) startCompletion(view);
    },
  };
}

function infoOf(offer: Offer, beside: Beside): HTMLElement {
  const box = document.createElement('div');
  const add = (tag: string, className: string, words: string): void => {
    if (words === '') return;
    const line = document.createElement(tag);
    line.className = className;
    line.textContent = words;
    box.append(line);
  };
  add('div', 'cm-info-title', offer.detail === '' || offer.of === '' ? offer.label : `${offer.label}(${offer.detail})`);
  add('p', '', offer.info);
  const now = beside.measured(offer.of);
  add('p', 'cm-info-note', `${now === '' ? '' : `Now in your preview: ${now}. `}Enter takes it.`);
  return box;
}

/** @param beside  where to ask */
export function hoverDocs(beside: Beside) {
  return hoverTooltip(async (view: EditorView, pos: number) => {
    const found = await beside.texts.ask('hover', { text: view.state.doc.toString(), offset: pos });
    if (found === null || found.lines.length === 0) return null;
    return {
      pos: found.from,
      end: found.to,
      above: true,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'cm-hover';
        const title = document.createElement('div');
        title.className = 'cm-info-title';
        title.textContent = found.title;
        dom.append(title);
        for (const words of found.lines) {
          const line = document.createElement('p');
          line.textContent = words;
          dom.append(line);
        }
        return { dom };
      },
    };
  });
}
