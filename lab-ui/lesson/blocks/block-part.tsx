/** @module REGISTRY of a lesson's blocks: one entry per type. */
import { Fragment, type ReactNode } from 'react';
import type { Block } from '../../../sim-engine/protocol/course.ts';
import { ActionButton } from '../../parts/action-button.tsx';
import { CheckPart } from '../checks/check-part.tsx';
import { useLessonState, useOpenLesson } from '../lesson-context.tsx';
import { ExperimentPart } from './experiment-part.tsx';
import { Inlines } from './inline-part.tsx';

type Parts = { readonly [T in Block['type']]: (props: Extract<Block, { type: T }>) => ReactNode };

const PARTS: Parts = {
  paragraph: ({ children }) => (
    <p>
      <Inlines nodes={children} />
    </p>
  ),
  heading: ({ depth, children }) =>
    depth === 2 ? (
      <h2>
        <Inlines nodes={children} />
      </h2>
    ) : (
      <h3>
        <Inlines nodes={children} />
      </h3>
    ),
  list: ({ ordered, items }) => {
    const entries = items.map((blocks, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the items of a lesson never change
      <li key={at}>
        <Blocks blocks={blocks} />
      </li>
    ));
    return ordered ? <ol>{entries}</ol> : <ul>{entries}</ul>;
  },
  quote: ({ children }) => (
    <blockquote>
      <Blocks blocks={children} />
    </blockquote>
  ),
  note: ({ children }) => (
    <aside className="lesson-note">
      <Blocks blocks={children} />
    </aside>
  ),
  'code-block': ({ value }) => (
    <pre>
      <code>{value}</code>
    </pre>
  ),
  formula: ({ text, meaning }) => (
    <p className="lesson-formula">
      <span aria-hidden="true">{text}</span>
      <span className="hidden-words">{meaning}</span>
    </p>
  ),
  experiment: ExperimentPart,
  reveal: Reveal,
  check: ({ id }) => <CheckPart id={id} />,
};

function Reveal({ children }: Extract<Block, { type: 'reveal' }>) {
  const { store } = useOpenLesson();
  const { revealed } = useLessonState();
  if (revealed) return <Blocks blocks={children} />;
  return (
    <div className="lesson-unread">
      <p className="quiet">What comes next speaks of your run, in its numbers. It opens when the run has ended.</p>
      <ActionButton onPress={store.reveal}>Read on without</ActionButton>
    </div>
  );
}

/** Blocks, one under the other. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, at) => {
    const Part = PARTS[block.type] as (props: Block) => ReactNode;
    // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a lesson never change
    return <Fragment key={at}>{<Part {...block} />}</Fragment>;
  });
}
