/** @module What it bought, what it cost: goodput, fairness and price as slopes with their intervals. */
import { useId, useMemo } from 'react';
import { DataTable } from '../parts/data-table.tsx';
import { TruthLines } from '../parts/info-button.tsx';
import type { ComparedPair } from '../replay/questions/compare.ts';
import type { Form } from '../state/bench-query.ts';
import { tied } from '../text/format.ts';
import { FigureHost } from './figure-host.tsx';
import { drawSlope } from './figures/slope.ts';
import { type Priced, pricedOf, pricedTable, pricedWords } from './priced.ts';

const TRUTH = [
  'Goodput: requests answered within the SLO of their own tenant, per simulated second; a request counts where it arrived.',
  'Fairness: Jain’s index over each tenant’s share answered in time, noisy ones included; 1 when all fare alike, which can be alike badly.',
  'Cost: what the standing pools cost, both models during a move; it is a bill, so it has no interval.',
  'Grey: 95 % interval of each run by itself, by the same bootstrap over time. The sentence under a slope is about the difference, which is surer than two intervals side by side when the requests are the same.',
];

export function PricePanel({ pair, form }: { readonly pair: ComparedPair; readonly form: Form }) {
  const heading = useId();
  const list = useMemo(() => pricedOf(pair), [pair]);
  return (
    <section className="figure price" aria-labelledby={heading} data-form={form}>
      <header className="figure-head">
        <h2 id={heading}>What it bought, what it cost</h2>
        <span className="note figure-unit">95 % interval in grey</span>
        <TruthLines title="What it bought, what it cost" truth={TRUTH} />
      </header>
      {form === 'picture' ? (
        <div className="slopes">
          {list.map((each) => (
            <SlopeView key={each.title} priced={each} />
          ))}
        </div>
      ) : null}
      {form === 'table' ? (
        <div className="figure-plot">
          <DataTable id="compare-price" table={pricedTable(list)} empty="Nothing was measured." />
        </div>
      ) : null}
      {form === 'sentence' ? <p className="figure-sentence">{tied(pricedWords(list))}</p> : null}
    </section>
  );
}

function SlopeView({ priced }: { readonly priced: Priced }) {
  const { title, unit, note } = priced;
  const figure = useMemo(
    () => ({
      title: priced.title,
      sentence: pricedWords([priced]),
      stops: [],
      draw: (sheet: Parameters<typeof drawSlope>[0]) => drawSlope(sheet, priced),
    }),
    [priced],
  );
  return (
    <div className="slope">
      <h3>{title}</h3>
      <p className="note">{unit}</p>
      <FigureHost figure={figure} className="slope-host" />
      <p className="slope-note">{note}</p>
    </div>
  );
}
