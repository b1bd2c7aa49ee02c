/** @module Things put in order with two buttons each, so that a keyboard can do what a mouse does. */
import type { AnswerKind, AnswerProps } from './answer.ts';

function OrderForm({ check, answer, labelledBy, onAnswer }: AnswerProps<'order'>) {
  const ids = Array.isArray(answer) ? (answer as readonly string[]) : check.items.map(({ id }) => id);
  const swap = (at: number): void => {
    const next = [...ids];
    [next[at], next[at + 1]] = [next[at + 1]!, next[at]!];
    onAnswer(next);
  };
  return (
    <ol className="lesson-order" aria-labelledby={labelledBy}>
      {ids.map((id, at) => {
        const text = check.items.find((item) => item.id === id)?.text ?? id;
        return (
          <li key={id}>
            <span>{text}</span>
            <button type="button" className="button plain" disabled={at === 0} onClick={() => swap(at - 1)}>
              Up<span className="hidden-words">: {text}</span>
            </button>
            <button type="button" className="button plain" disabled={at === ids.length - 1} onClick={() => swap(at)}>
              Down<span className="hidden-words">: {text}</span>
            </button>
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
