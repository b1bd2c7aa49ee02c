/**
 * @module The editor itself: CodeMirror in a shadow root, where its style sheets are adopted ones. The page's security policy
 * refuses style elements.
 */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { ToldIssue } from '../../../scenarios/schema/code-frame.ts';
import { STATE_GLYPHS } from '../../marks/state-glyph.ts';
import type { TenantPlace } from '../text-messages.ts';
import { type Beside, completionSource, hoverDocs } from './assistance.ts';
import { editorColours, editorTheme } from './editor-look.ts';
import { setTenantPlaces, tenantMarks } from './tenant-marks.ts';

/** What the page is told, and what it does with keys. */
export interface EditorPage extends Beside {
  /** The text was changed. */
  changed(text: string): void;
  /** The cursor stands elsewhere; both from 1. */
  moved(line: number, column: number): void;
  save(): void;
  /** Mends what is wrong at the cursor, or first in the text. */
  repair(): void;
}

/** A diamond with a cross, as everywhere where something failed. */
function errorMark(): Element {
  const SVG = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 12 12');
  svg.setAttribute('width', '12');
  svg.setAttribute('height', '12');
  svg.setAttribute('aria-hidden', 'true');
  for (const { d, paint, colour } of STATE_GLYPHS.over) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    path.style.fill = paint === 'fill' ? `var(--${colour})` : 'none';
    path.style.stroke = paint === 'stroke' ? `var(--${colour})` : 'none';
    path.style.strokeWidth = '1.4';
    svg.append(path);
  }
  return svg;
}

/** A key that was heard goes no further. */
function did(_done: unknown): true {
  return true;
}

/** One mounted editor. */
export class CodeEditor {
  private readonly view: EditorView;

  /**
   * @param host  an empty element; it gets the shadow root
   * @param text  what stands there first
   * @param page  who is told
   */
  constructor(host: HTMLElement, text: string, page: EditorPage) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
    const parent = document.createElement('div');
    parent.style.height = '100%';
    root.replaceChildren(parent);
    const commands = keymap.of([
      { key: 'Mod-s', preventDefault: true, run: () => did(page.save()) },
      { key: 'Mod-.', preventDefault: true, run: () => did(page.repair()) },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]);
    const state = EditorState.create({
      doc: text,
      extensions: [
        EditorState.allowMultipleSelections.of(true),
        EditorState.tabSize.of(2),
        indentUnit.of('  '),
        lintGutter(),
        lineNumbers(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        yaml(),
        syntaxHighlighting(editorColours),
        autocompletion({ override: [completionSource(page)], icons: false, activateOnTypingDelay: 60 }),
        hoverDocs(page),
        tenantMarks,
        commands,
        editorTheme,
        EditorView.contentAttributes.of({
          // What scrolls has to be reached with Tab.
          tabindex: '0',
          'aria-label': 'Scenario file',
          'aria-description': 'Esc then Tab leaves the editor',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) page.changed(update.state.doc.toString());
          if (update.selectionSet || update.docChanged) page.moved(...this.place());
        }),
      ],
    });
    this.view = new EditorView({ state, parent, root });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** @returns line and column of the cursor, from 1 */
  place(): [number, number] {
    const { head } = this.view.state.selection.main;
    const line = this.view.state.doc.lineAt(head);
    return [line.number, head - line.from + 1];
  }

  /** Underlines what is wrong in the text as it stands. */
  tell(told: readonly ToldIssue[]): void {
    const end = this.view.state.doc.length;
    const found: Diagnostic[] = told.map(({ from, to, issue }) => ({
      from: Math.min(from, end),
      to: Math.min(to, end),
      severity: 'error',
      message: issue.message,
      source: issue.code,
    }));
    this.view.dispatch(setDiagnostics(this.view.state, found));
    for (const marker of this.view.dom.querySelectorAll('.cm-lint-marker-error'))
      if (marker.childElementCount === 0) marker.append(errorMark());
  }

  markTenants(places: readonly TenantPlace[]): void {
    this.view.dispatch({ effects: setTenantPlaces.of(places) });
  }

  /** Goes to a place and takes the focus. */
  goTo(from: number, to = from): void {
    const end = this.view.state.doc.length;
    const selection = { anchor: Math.min(from, end), head: Math.min(to, end) };
    this.view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: 'center' }) });
    this.view.focus();
  }

  /** Goes to the beginning of a line, from 1. */
  goToLine(line: number): void {
    this.goTo(this.view.state.doc.line(Math.min(line, this.view.state.doc.lines)).from);
  }

  /** Puts text in the place of a piece, as one step of undo. */
  change(from: number, to: number, text: string): void {
    this.view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input',
    });
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }
}
