/** @module What is wrong with the text: the frame of one error, and the list of all; always there, so that nothing jumps. */
import { useState } from 'react';
import type { ToldIssue } from '../../scenarios/schema/code-frame.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { ActionButton } from '../parts/action-button.tsx';
import type { TextReading } from './text-messages.ts';

interface ErrorPanelProps {
  readonly reading: TextReading | null;
  readonly cursorLine: number;
  onGo(told: ToldIssue): void;
  onRepair(at: number): void;
}

export function ErrorPanel({ reading, cursorLine, onGo, onRepair }: ErrorPanelProps) {
  const [chosen, setChosen] = useState(0);
  const told = reading?.told ?? [];
  const atCursor = told.findIndex(({ issue }) => issue.line === cursorLine);
  const shown = atCursor >= 0 ? atCursor : Math.min(chosen, told.length - 1);
  const one = told[shown];
  return (
    <section className="author-errors" aria-label="Errors">
      {one === undefined ? (
        <p className="error-head">
          <StateGlyph state={reading === null ? 'not-yet' : 'fine'} />
          <span role="status">{reading === null ? 'The file is being read' : 'No errors'}</span>
        </p>
      ) : (
        <>
          <div className="error-head">
            <StateGlyph state="over" label="error" />
            <p role="status">
              <strong>
                Line {one.issue.line}, column {one.issue.column}:
              </strong>{' '}
              {one.issue.message} <code className="note">{one.issue.code}</code>
            </p>
            {one.repair === null ? null : (
              <ActionButton shortcut="Ctrl+." onPress={() => onRepair(shown)}>
                Change it to {one.repair.text}
              </ActionButton>
            )}
          </div>
          <div className="error-body">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls must be reachable by keyboard */}
            <pre className="told" tabIndex={0}>
              {one.frame.join('\n')}
            </pre>
            {told.length > 1 ? (
              <ol className="error-list" aria-label={`All ${told.length} errors`}>
                {told.map((each, at) => (
                  <li key={`${each.line} ${each.from}`}>
                    <button
                      type="button"
                      className="side-line"
                      aria-current={at === shown ? 'true' : undefined}
                      onClick={() => {
                        setChosen(at);
                        onGo(each);
                      }}
                    >
                      <span className="error-place">
                        {each.issue.line}:{each.issue.column}
                      </span>
                      <span>
                        <code>{each.issue.code}</code> {each.issue.message}
                      </span>
                    </button>
                  </li>
                ))}
              </ol>
            ) : null}
          </div>
        </>
      )}
    </section>
  );
}
