/** @module Oracle rows: one row per oracle, its other figures under it on request; misses first. */
import { memo, useState } from 'react';
import type { StateName } from '../marks/state-glyph.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { formatFigure, NOT_YET } from '../text/format.ts';
import { OffAxis, OffPlot } from './off-plot.tsx';
import {
  countWords,
  type FigureLine,
  KIND_WORDS,
  measuredWords,
  type OffScale,
  type OracleLine,
  offScale,
} from './oracle-lines.ts';

const GLYPHS: Readonly<Record<OracleLine['state'], StateName>> = {
  'not-yet': 'not-yet',
  running: 'running',
  holds: 'fine',
  misses: 'over',
};
const WORDS: Readonly<Record<OracleLine['state'], string>> = {
  'not-yet': 'not run',
  running: 'running',
  holds: 'holds',
  misses: 'misses',
};

export function OracleRows({ lines }: { lines: readonly OracleLine[] }) {
  const scale = offScale(lines);
  return (
    <table className="oracles">
      <caption className="hidden-words">
        Closed form against measured, one oracle a row; the figure farthest off stands for it
      </caption>
      <thead>
        <tr>
          <th scope="col">Oracle, closed form, source</th>
          <th scope="col">Figure</th>
          <th scope="col" className="number">
            Closed form
          </th>
          <th scope="col" className="number">
            Measured
          </th>
          <th scope="col" className="off-cell">
            <span className="off-sides">
              <span>lower</span>
              <span>off by, %</span>
              <span>higher</span>
            </span>
            <OffAxis scale={scale} />
          </th>
          <th scope="col" className="number">
            n
          </th>
          <th scope="col">State</th>
        </tr>
      </thead>
      {lines.map((line) => (
        <Row key={line.id} line={line} reach={scale.reach} scale={scale} />
      ))}
    </table>
  );
}

/** @returns how the figures of an oracle are compared, when all are compared in one way; else "mixed" */
function kindsOf(figures: readonly FigureLine[]): string {
  const kinds = [...new Set(figures.map(({ basis }) => basis.kind))];
  return kinds.length > 1 ? 'mixed' : (kinds[0] ?? '');
}

interface RowProps {
  readonly line: OracleLine;
  readonly scale: OffScale;
  /** Two scales of one reach are the same scale. */
  readonly reach: number;
}

const Row = memo(OracleBody, (a, b) => a.reach === b.reach && a.line.state === b.line.state && a.line.id === b.line.id);

function OracleBody({ line, scale }: RowProps) {
  const [open, setOpen] = useState(false);
  const { id, title, source, formula, state, figures, lead } = line;
  const others = figures.filter((figure) => figure !== lead);
  return (
    <tbody className={state === 'misses' ? 'oracle missed' : 'oracle'} id={`oracle-${id}`}>
      <tr>
        <th scope="row" className="oracle-name">
          <span className="oracle-title">
            <span className="oracle-id">{id}</span> {title}
          </span>
          <span className="oracle-formula">{formula}</span>
          <span className="note oracle-source">{source}</span>
        </th>
        <td className="oracle-figure">
          {lead ? <span>{lead.name}</span> : null}
          {others.length > 0 ? (
            <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? 'This one only' : `All ${figures.length}`}
              <span className="hidden-words"> figures of {id}</span>
            </button>
          ) : null}
        </td>
        <Numbers figure={lead} scale={scale} />
        <td className="oracle-state">
          <span>
            <StateGlyph state={GLYPHS[state]} /> {WORDS[state]}
          </span>
          <span className="note oracle-kind">{kindsOf(figures)}</span>
        </td>
      </tr>
      {open
        ? others.map((figure) => (
            <tr key={figure.name} className="oracle-more">
              <td />
              <td className="oracle-figure">{figure.name}</td>
              <Numbers figure={figure} scale={scale} />
              <td className="oracle-state">
                <span>
                  <StateGlyph state={figure.basis.held ? 'fine' : 'over'} />{' '}
                  {figure.basis.held ? KIND_WORDS[figure.basis.kind] : 'misses'}
                </span>
              </td>
            </tr>
          ))
        : null}
    </tbody>
  );
}

function Numbers({ figure, scale }: { figure: FigureLine | null; scale: OffScale }) {
  const words = figure ? measuredWords(figure) : { mean: NOT_YET, spread: '' };
  return (
    <>
      <td className="number" data-label="closed form">
        {figure ? formatFigure(figure.expected) : NOT_YET}
      </td>
      <td className="number" data-label="measured">
        <strong>{words.mean}</strong> {words.spread}
      </td>
      <td className="off-cell">
        <OffPlot scale={scale} figure={figure} />
      </td>
      <td className="number" data-label="n">
        {figure ? countWords(figure.basis) : NOT_YET}
      </td>
    </>
  );
}
