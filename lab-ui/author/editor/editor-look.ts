/** @module How the editor looks: ink on paper; keys are strong, values quiet, comments quieter; what floats has the one shadow. */
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The page's tokens reach into the editor: custom properties are inherited. */
export const editorTheme = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--text2)',
    backgroundColor: 'var(--bg)',
    font: '400 12.5px/18px var(--font-mono)',
    fontFeatureSettings: '"zero"',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'inherit', lineHeight: '18px', overflow: 'auto' },
  '.cm-content': { padding: '6px 0 24px', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 16px 0 8px' },
  '.cm-cursor': { borderLeft: '2px solid var(--text)' },
  '.cm-activeLine': { backgroundColor: 'var(--chrome)' },
  '.cm-gutters': {
    backgroundColor: 'var(--bg)',
    color: 'var(--text3)',
    border: '0',
    font: '400 11px/18px var(--font-mono)',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '30px', padding: '0 6px 0 0' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--chrome)', color: 'var(--text)', fontWeight: '600' },
  '.cm-gutter-lint': { width: '20px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '3px 0 0 6px' },
  '.cm-lint-marker': { width: '12px', height: '12px' },
  '.cm-lint-marker-error': { content: 'none' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection': {
    backgroundColor: 'color-mix(in srgb, var(--text) 16%, transparent)',
  },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px solid var(--bad)', paddingBottom: '0' },
  '.cm-lintPoint:after': { display: 'none' },
  '.cm-tenant': { display: 'inline-block', width: '10px', height: '10px', margin: '0 4px 0 0', verticalAlign: '-1px' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--edge)',
  },
  '.cm-tooltip': {
    border: '1px solid var(--edge)',
    borderRadius: '4px',
    backgroundColor: 'var(--bg)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    font: '400 12px/24px var(--font-mono)',
    minWidth: '250px',
    maxHeight: '196px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    padding: '0 10px',
    lineHeight: '24px',
    color: 'var(--text)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--hover)',
    color: 'var(--text)',
    boxShadow: 'inset 3px 0 0 var(--ink)',
  },
  '.cm-completionLabel': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': {
    marginLeft: 'auto',
    paddingLeft: '12px',
    color: 'var(--text3)',
    font: '400 11px/24px var(--font-ui)',
    fontStyle: 'normal',
    whiteSpace: 'nowrap',
  },
  '.cm-tooltip.cm-completionInfo': { width: '270px', padding: '8px 12px', font: '400 12px/16px var(--font-ui)' },
  '.cm-info-title': { font: '600 12px/18px var(--font-mono)', overflowWrap: 'anywhere' },
  '.cm-info-note': { marginTop: '4px', color: 'var(--text3)', fontSize: '11px' },
  '.cm-hover': { maxWidth: '340px', padding: '8px 12px', font: '400 12px/16px var(--font-ui)' },
  '.cm-hover p, .cm-completionInfo p': { margin: '2px 0 0', color: 'var(--text2)' },
  '.cm-tooltip-lint': { display: 'none' },
  '.cm-panels': { backgroundColor: 'var(--chrome)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-panel.cm-search': { padding: '6px 12px', font: '400 12px/20px var(--font-ui)' },
  '.cm-panel.cm-search label': { fontSize: '12px' },
  '.cm-textfield, .cm-button': {
    border: '1px solid var(--edge)',
    borderRadius: '3px',
    background: 'var(--bg)',
    color: 'var(--text)',
    fontSize: '12px',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--hatch)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--ink)' },
  '.cm-foldPlaceholder': { background: 'none', border: '1px solid var(--edge)', color: 'var(--text3)' },
});

/** No hue. */
export const editorColours = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: 'var(--text)', fontWeight: '600' },
  { tag: tags.propertyName, color: 'var(--text)', fontWeight: '600' },
  { tag: [tags.comment, tags.meta], color: 'var(--text3)' },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--text3)' },
]);
