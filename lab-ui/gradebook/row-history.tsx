/** @module What people said of a row and which marks they set, in the order in which it was written; nothing is ever taken away. */
import type { GradebookRow } from '../../sim-engine/protocol/gradebook.ts';
import { markWords } from './gradebook-words.ts';

export function RowHistory({ row }: { row: GradebookRow }) {
  const entries = [
    ...row.comments.map(({ at, by, text }) => ({ at, by, words: text })),
    ...row.overrides.map(({ at, by, oldMark, newMark, reason }) => ({
      at,
      by,
      words: `mark ${markWords(oldMark)} → ${markWords(newMark)}: ${reason}`,
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  if (entries.length === 0) return null;
  return (
    <section aria-label="Comments and overrides">
      <h2>Comments and overrides</h2>
      <ul className="history">
        {entries.map(({ at, by, words }) => (
          <li key={`${at} ${words}`} className="dense">
            <span className="note">
              {at.slice(0, 16).replace('T', ' ')} {by}
            </span>
            {words}
          </li>
        ))}
      </ul>
    </section>
  );
}
