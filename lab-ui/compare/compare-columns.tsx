/** @module The three columns of a comparison: difference and tenants, shares and sides, price and caveats. */
import { useMemo } from 'react';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { ActionButton } from '../parts/action-button.tsx';
import type { ComparedPair } from '../replay/questions/compare.ts';
import { tied } from '../text/format.ts';
import { caveats } from './caveats.ts';
import { chosenScope, commonSlo } from './chosen-scope.ts';
import type { CompareQuery } from './compare-query.ts';
import { FigureFrame } from './figure-frame.tsx';
import { shiftFigure } from './figures/shift.ts';
import { withinFigure } from './figures/within.ts';
import { PricePanel } from './price-panel.tsx';
import { ReplicatePanel, useSeeds } from './replicate-panel.tsx';
import type { RunName } from './run-names.ts';
import { shiftRows } from './shift-rows.ts';
import { SidesPanel } from './sides-panel.tsx';
import { TenantShifts } from './tenant-shifts.tsx';
import type { CompareWindow } from './windows.ts';

interface CompareColumnsProps {
  readonly pair: ComparedPair;
  readonly a: RunInputs;
  readonly b: RunInputs;
  /** The run beside that of the worker. */
  readonly other: RunInputs;
  readonly swapped: boolean;
  readonly names: { readonly a: RunName; readonly b: RunName };
  readonly window: CompareWindow | null;
  readonly query: CompareQuery;
  readonly held: boolean;
}

export function CompareColumns(props: CompareColumnsProps) {
  const { pair, a, b, other, swapped, names, window, query, held } = props;
  const { form } = query;
  const { scope, whose } = chosenScope(pair, b, query.tenant);
  const seeds = useSeeds(other, swapped);
  const shift = useMemo(() => shiftFigure(scope, whose), [scope, whose]);
  const within = useMemo(
    () =>
      withinFigure({
        scope,
        whose,
        sloMs: commonSlo(scope, [a, b]),
        names: { a: names.a.short, b: names.b.short },
        held,
      }),
    [scope, whose, a, b, names, held],
  );
  const rows = useMemo(() => shiftRows(pair, b.scenario.tenants), [pair, b]);
  const list = caveats({ pair, a, b, window, replicated: (seeds.done?.count ?? 0) > 2 });
  return (
    <div className="compare-columns">
      <div className="compare-column shifts">
        <FigureFrame
          figure={shift}
          form={form}
          legend={
            <span className="note band-legend">
              <span className="band-mark" aria-hidden="true" /> 95 % band
            </span>
          }
        />
        <TenantShifts rows={rows} form={form} chosen={query.tenant} onChoose={(tenant) => query.change({ tenant })} />
      </div>
      <div className="compare-column shares">
        <FigureFrame figure={within} form={form} />
        <SidesPanel
          scope={scope}
          whose={whose}
          form={form}
          rescued={query.rescued}
          onRescued={(only) => query.change({ rescued: only ? '' : null })}
        />
      </div>
      <div className="compare-column prices">
        <PricePanel pair={pair} form={form} />
        <section className="figure caveats" aria-labelledby="caveats">
          <header className="figure-head">
            <h2 id="caveats">Read before you cheer</h2>
          </header>
          {list.map(({ title, text }) => (
            <p key={title}>
              <strong>{title}</strong> {tied(text)}
            </p>
          ))}
          {list.length === 0 ? <p>Nothing speaks against it that this lab knows of.</p> : null}
          <ReplicatePanel seeds={seeds} pairSeconds={pair.executedMs / 1000} neighbours={pair.neighbours.ids} />
          <div className="button-row">
            <ActionButton
              onPress={() => query.change({ benches: query.benches ? null : '', at: null, loop: null, marks: null })}
            >
              {query.benches ? 'Close both benches' : 'Open both benches'}
            </ActionButton>
          </div>
        </section>
      </div>
    </div>
  );
}
