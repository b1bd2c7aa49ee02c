/** @module What is asked: window, way of telling harm, resource, order. */
import { useEffect, useId, useState } from 'react';
import { useAnalysed } from '../analysis/analysis-context.tsx';
import { Segment } from '../parts/segment.tsx';
import { type BlameQuery, METHODS, methodLabels, secondsText } from './blame-query.ts';
import { ORDERS, orderLabels } from './matrix.ts';
import { ALL, isWithin, resourceGroups, resourceLabel } from './resources.ts';
import { windowChoices } from './windows.ts';

interface BlameControlsProps {
  readonly query: BlameQuery;
  /** Of the ledger in this window. */
  readonly resources: readonly string[];
}

export function BlameControls({ query, resources }: BlameControlsProps) {
  const groups = resourceGroups(resources);
  const group = groups.find(
    (each) => each.resources.some((resource) => isWithin(query.facet, resource)) && query.facet !== ALL,
  );
  const part = useId();
  return (
    <div className="blame-controls">
      <WindowFields query={query} />
      <Segment
        label="How harm is told"
        options={METHODS.map((value) => ({ value, label: methodLabels[value] }))}
        value={query.method}
        onChoose={(method) => query.change({ method: method === 'blame' ? null : method })}
      />
      {query.method === 'removal' ? null : (
        <Segment
          label="Resource"
          options={[{ value: ALL, label: 'All' }, ...groups.map(({ label }) => ({ value: label, label }))]}
          value={group?.label ?? ALL}
          onChoose={(resource) => query.change({ resource: resource === ALL ? null : resource })}
        />
      )}
      {query.method !== 'removal' && group !== undefined && group.resources.length > 1 ? (
        <span className="blame-field">
          <label htmlFor={part}>Part</label>
          <select
            id={part}
            className="select"
            value={query.facet}
            onChange={(event) => query.change({ resource: event.target.value })}
          >
            <option value={group.label}>All of it</option>
            {group.resources.map((resource) => (
              <option key={resource} value={resource}>
                {resourceLabel(resource)}
              </option>
            ))}
          </select>
        </span>
      ) : null}
      {query.method === 'blame' ? null : (
        <Segment
          label="Latency figure"
          options={[
            { value: 'p99', label: 'p99' },
            { value: 'mean', label: 'Mean' },
          ]}
          value={query.figure}
          onChoose={(figure) => query.change({ figure: figure === 'p99' ? null : figure })}
        />
      )}
      <OrderField query={query} />
    </div>
  );
}

function OrderField({ query }: { query: BlameQuery }) {
  const id = useId();
  return (
    <span className="blame-field">
      <label htmlFor={id}>Rows</label>
      <select
        id={id}
        className="select"
        value={query.order}
        onChange={(event) => query.change({ order: event.target.value === 'harm' ? null : event.target.value })}
      >
        {ORDERS.map((order) => (
          <option key={order} value={order}>
            {orderLabels[order]}
          </option>
        ))}
      </select>
    </span>
  );
}

/** Spans worth asking about, and two fields for any other. */
function WindowFields({ query }: { query: BlameQuery }) {
  const { inputs } = useAnalysed();
  const choices = windowChoices(inputs);
  const id = useId();
  const chosen = choices.findIndex(({ fromUs, toUs }) => fromUs === query.fromUs && toUs === query.toUs);
  const set = (fromUs: number, toUs: number) =>
    query.change({ from: secondsText(fromUs), to: secondsText(toUs), request: null });
  return (
    <span className="blame-window">
      <span className="blame-field">
        <label htmlFor={id}>Window</label>
        <select
          id={id}
          className="select"
          value={chosen}
          onChange={(event) => {
            const choice = choices[Number(event.target.value)];
            if (choice !== undefined) set(choice.fromUs, choice.toUs);
          }}
        >
          {chosen < 0 ? <option value={-1}>As typed</option> : null}
          {choices.map(({ label }, at) => (
            <option key={label} value={at}>
              {label}
            </option>
          ))}
        </select>
      </span>
      <InstantField
        label="From"
        us={query.fromUs}
        leastUs={0}
        mostUs={query.toUs - 1}
        onSet={(us) => set(us, query.toUs)}
      />
      <InstantField
        label="To"
        us={query.toUs}
        leastUs={query.fromUs + 1}
        mostUs={inputs.simulatedUs}
        onSet={(us) => set(query.fromUs, us)}
      />
    </span>
  );
}

interface InstantFieldProps {
  readonly label: string;
  readonly us: number;
  readonly leastUs: number;
  readonly mostUs: number;
  onSet(us: number): void;
}

/** Seconds as typed; taken over when the field is left or Enter is pressed, and put back when they are none. */
function InstantField({ label, us, leastUs, mostUs, onSet }: InstantFieldProps) {
  const id = useId();
  const [text, setText] = useState(secondsText(us));
  useEffect(() => setText(secondsText(us)), [us]);
  const take = () => {
    const seconds = Number(text);
    const next = Math.round(seconds * 1e6);
    if (text.trim() === '' || !Number.isFinite(seconds) || next === us) {
      setText(secondsText(us));
      return;
    }
    const within = Math.min(mostUs, Math.max(leastUs, next));
    setText(secondsText(within));
    onSet(within);
  };
  return (
    <span className="blame-field">
      <label htmlFor={id}>{label}</label>
      <span className="value-box">
        <input
          id={id}
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take();
          }}
        />
        <span className="unit">s</span>
      </span>
    </span>
  );
}
