/** @module REGISTRY of what stands in a line of a lesson: one entry per type. */
import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Inline } from '../../../sim-engine/protocol/course.ts';
import { TenantMark } from '../../marks/tenant-mark.tsx';
import { useLessonState, useOpenLesson } from '../lesson-context.tsx';
import { readingWords, timesWords } from '../unit-words.ts';

type Parts = { readonly [T in Inline['type']]: (props: Extract<Inline, { type: T }>) => ReactNode };

const PARTS: Parts = {
  text: ({ value }) => value,
  strong: ({ children }) => (
    <strong>
      <Inlines nodes={children} />
    </strong>
  ),
  emphasis: ({ children }) => (
    <em>
      <Inlines nodes={children} />
    </em>
  ),
  code: ({ value }) => <code>{value}</code>,
  link: ({ href, children }) =>
    href.startsWith('/') ? (
      <Link href={href}>
        <Inlines nodes={children} />
      </Link>
    ) : (
      <a href={href}>
        <Inlines nodes={children} />
      </a>
    ),
  figure: ({ text }) => <b className="lesson-figure-word">{text}</b>,
  tenant: ({ index, id }) => (
    <span className="lesson-tenant">
      <TenantMark index={index} name="" /> {id}
    </span>
  ),
  cite: ({ source }) => (
    <a href={`#source-${source}`} className="lesson-cite">
      [{source}]
    </a>
  ),
  measured: Measured,
  ratio: Ratio,
};

function Measured({ reading, at }: Extract<Inline, { type: 'measured' }>) {
  const { store } = useOpenLesson();
  const { trials } = useLessonState();
  const unit = store.experiment.readings.find(({ id }) => id === reading)?.unit ?? '';
  return <b className="lesson-live">{readingWords(trials.get(at)?.readings[reading], unit)}</b>;
}

function Ratio({ reading, at, toReading, toAt }: Extract<Inline, { type: 'ratio' }>) {
  const { trials } = useLessonState();
  const value = trials.get(at)?.readings[reading] ?? null;
  const other = trials.get(toAt)?.readings[toReading] ?? null;
  const words = value === null || other === null || other === 0 ? '–' : timesWords(value / other);
  return <b className="lesson-live">{words}</b>;
}

/** Text with everything that may stand in it. */
export function Inlines({ nodes }: { nodes: readonly Inline[] }) {
  return nodes.map((node, at) => {
    const Part = PARTS[node.type] as (props: Inline) => ReactNode;
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of a lesson never change
    return <Fragment key={at}>{<Part {...node} />}</Fragment>;
  });
}
