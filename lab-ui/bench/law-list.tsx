/** @module Laws of one run as a list: formula, closed form, measured with its interval, and whether the one lies in the other. */
import { StateGlyph } from '../marks/tenant-mark.tsx';
import type { LawLine } from './law-words.ts';

export function LawList({ lines }: { readonly lines: readonly LawLine[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <LawItem key={line.name} line={line} />
      ))}
    </ul>
  );
}

function LawItem({ line }: { line: LawLine }) {
  const { name, formula, closedForm, measured, state, note } = line;
  return (
    <li>
      <strong>{name}</strong> {formula}
      {closedForm === '' ? null : (
        <span className="law-numbers">
          closed form <strong>{closedForm}</strong>, measured <strong>{measured}</strong>
          {state === 'none' ? null : (
            <>
              {' '}
              <span className="law-state">
                <StateGlyph state={state === 'outside' ? 'near' : 'fine'} /> {state}
              </span>
            </>
          )}
        </span>
      )}
      {note === '' ? null : <span className="law-numbers note">{note}</span>}
    </li>
  );
}
