/** @module Things put in order with two buttons each, so that a keyboard can do what a mouse does. */
import { useLayoutEffect, useRef } from 'react';
import type { AnswerKind, AnswerProps } from './answer.ts';

function OrderForm({ check, answer, labelledBy, onAnswer }: AnswerProps<'order'>) {
  const ids = Array.isArray(answer) ? (answer as readonly string[]) : check.items.map(({ id }) => id);
  const list = useRef<HTMLOListElement>(null);
  const pressed = useRef('');
  // A row that moves takes its focus along: the browser drops it when the row is put elsewhere.
  useLayoutEffect(() => {
    if (pressed.current === '') return;
    list.current?.querySelector<HTMLElement>(`[data-press="${pressed.current}"]`)?.focus();
    pressed.current = '';
  });
  const move = (at: number, by: 1 | -1): void => {
    const to = at + by;
    if (to < 0 || to >= ids.length) return;
    const next = [...ids];
    [next[at], next[to]] = [next[to]!, next[at]!];
    pressed.current = `${ids[at]} ${by}`;
    onAnswer(next);
  };
  const button = (id: string, at: number, by: 1 | -1, text: string) => (
    <button
      type="button"
      className="button plain"
      data-press={`${id} ${by}`}
      aria-disabled={at + by < 0 || at + by >= ids.length || undefined}
      onClick={() => move(at, by)}
    >
      {by < 0 ? 'Up' : 'Down'}
      <span className="hidden-words"> with {text}</span>
    </button>
  );
  return (
    <ol className="lesson-order" aria-labelledby={labelledBy} ref={list}>
      {ids.map((id, at) => {
        const text = check.items.find((item) => item.id === id)?.text ?? id;
        return (
          <li key={id}>
            <span>{text}</span>
            {button(id, at, -1, text)}
            {button(id, at, 1, text)}
          </li>
        );
      })}
    </ol>
  );
}

export const orderAnswer: AnswerKind<'order'> = {
  first: ({ items }) => items.map(({ id }) => id),
  form: OrderForm,
};
