/** @module The form of a comment or of an override, which takes a mark and a reason. */
import { type FormEvent, useId, useState } from 'react';
import { ActionButton } from '../parts/action-button.tsx';

interface NoteFormProps {
  readonly kind: 'comment' | 'override';
  readonly markMax: number;
  onSave(mark: number | null, text: string): Promise<boolean>;
  onCancel(): void;
}

export function NoteForm({ kind, markMax, onSave, onCancel }: NoteFormProps) {
  const id = useId();
  const [mark, setMark] = useState('');
  const [text, setText] = useState('');
  const value = Number(mark.replace(',', '.'));
  const badMark =
    kind === 'override' && mark.trim() !== '' && !(value >= 0 && value <= markMax)
      ? `A mark is 0 to ${markMax}, or nothing`
      : null;
  const why =
    badMark ?? (text.trim() === '' ? (kind === 'override' ? 'Say why first' : 'Write something first') : null);
  const save = (): void => {
    if (why === null) void onSave(mark.trim() === '' ? null : value, text.trim());
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save();
  };
  return (
    <form className="note-form" onSubmit={submit}>
      {kind === 'override' ? (
        <div className="field">
          <label htmlFor={`${id}-mark`}>New mark</label>
          <input
            id={`${id}-mark`}
            className="text-input"
            inputMode="decimal"
            value={mark}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setMark(event.target.value)}
          />
          <span className="note" id={`${id}-hint`}>
            of {markMax}; nothing takes the mark away
          </span>
        </div>
      ) : null}
      <div className="field">
        <label htmlFor={`${id}-text`}>{kind === 'override' ? 'Reason' : 'Comment'}</label>
        <textarea
          id={`${id}-text`}
          className="text-input"
          rows={2}
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="button-row">
        <ActionButton why={why} onPress={save}>
          {kind === 'override' ? 'Record the override' : 'Keep the comment'}
        </ActionButton>
        <ActionButton kind="plain" onPress={onCancel}>
          Leave it
        </ActionButton>
      </div>
    </form>
  );
}
