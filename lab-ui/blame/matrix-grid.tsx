/** @module The matrix as a grid of the page: one stop of the Tab key, arrows move inside, Enter opens a cell. */
import { type CSSProperties, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { readableEmber } from '../marks/readable-ramp.ts';
import { TenantMark } from '../marks/tenant-mark.tsx';
import type { CellScale } from './cell-scale.ts';
import type { Matrix, Pair } from './matrix.ts';
import { type Person, personOf } from './people.ts';

interface MatrixGridProps {
  readonly scenario: Scenario;
  readonly label: string;
  /** Over the columns: who suffers, and in which unit. */
  readonly axis: string;
  readonly matrix: Matrix;
  readonly scale: CellScale;
  /** Name of the last row, and what stands in it. */
  readonly total: string;
  readonly totalText: (us: number | null) => string;
  readonly open: Pair | null;
  /** @returns a cell in words, for assistive technology and the line under the grid */
  describe(pair: Pair, us: number | null): string;
  onOpen(pair: Pair): void;
  onPoint(words: string | null): void;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a place; null where it means nothing here. */
function placeAfter(key: string, ctrl: boolean, at: Place, rows: number, columns: number): Place | null {
  const last = { row: rows - 1, column: columns - 1 };
  switch (key) {
    case 'ArrowUp':
      return { ...at, row: Math.max(0, at.row - 1) };
    case 'ArrowDown':
      return { ...at, row: Math.min(last.row, at.row + 1) };
    case 'ArrowLeft':
      return { ...at, column: Math.max(0, at.column - 1) };
    case 'ArrowRight':
      return { ...at, column: Math.min(last.column, at.column + 1) };
    case 'Home':
      return ctrl ? { row: 0, column: 0 } : { ...at, column: 0 };
    case 'End':
      return ctrl ? last : { ...at, column: last.column };
    case 'PageUp':
      return { ...at, row: 0 };
    case 'PageDown':
      return { ...at, row: last.row };
    default:
      return null;
  }
}

export function MatrixGrid(props: MatrixGridProps) {
  const { scenario, matrix, scale, open, onPoint } = props;
  const grid = useRef<HTMLTableElement>(null);
  const [stop, setStop] = useState<Pair | null>(null);
  const at = stop ?? open;
  const row = Math.max(0, matrix.culprits.indexOf(at?.culprit ?? ''));
  const column = Math.max(0, matrix.victims.indexOf(at?.victim ?? ''));
  const pairAt = (place: Place): Pair => ({
    culprit: matrix.culprits[place.row] ?? '',
    victim: matrix.victims[place.column] ?? '',
  });
  const wordsAt = (place: Place): string => props.describe(pairAt(place), matrix.us[place.row]?.[place.column] ?? null);
  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      props.onOpen(pairAt({ row, column }));
      return;
    }
    const next = placeAfter(event.key, event.ctrlKey, { row, column }, matrix.culprits.length, matrix.victims.length);
    if (next === null) return;
    event.preventDefault();
    setStop(pairAt(next));
    grid.current?.querySelector<HTMLElement>(`[data-place="${next.row} ${next.column}"]`)?.focus();
  };
  const onClick = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
    const [rowAt, columnAt] = (cell?.dataset.place ?? '').split(' ').map(Number);
    if (rowAt === undefined || columnAt === undefined) return;
    const pair = pairAt({ row: rowAt, column: columnAt });
    setStop(pair);
    props.onOpen(pair);
  };
  const victims = matrix.victims.map((id) => personOf(scenario, id));
  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with the keyboard pattern of a grid
      role="grid"
      aria-label={props.label}
      className="matrix"
      style={{ '--columns': matrix.victims.length } as CSSProperties}
      onKeyDown={onKey}
      onClick={onClick}
      onPointerLeave={() => onPoint(null)}
      onBlur={() => onPoint(null)}
    >
      <thead>
        <tr>
          <th scope="col" className="matrix-corner">
            Culprit, in front
          </th>
          {victims.map((victim) => (
            <th key={victim.id} scope="col" title={victim.name}>
              <PersonHead person={victim} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {matrix.culprits.map((culprit, rowAt) => {
          const person = personOf(scenario, culprit);
          return (
            <tr key={culprit}>
              <th scope="row">
                <span className="matrix-row-head">
                  <span className={person.index < 0 ? 'matrix-name lone' : 'matrix-name'}>{person.name}</span>
                  {person.index < 0 ? null : <PersonHead person={person} />}
                </span>
              </th>
              {matrix.victims.map((victim, columnAt) => {
                const us = matrix.us[rowAt]?.[columnAt] ?? null;
                const isOpen = open?.culprit === culprit && open.victim === victim;
                return (
                  <td
                    key={victim}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
                    role="gridcell"
                    data-place={`${rowAt} ${columnAt}`}
                    tabIndex={rowAt === row && columnAt === column ? 0 : -1}
                    aria-selected={isOpen}
                    className={culprit === victim ? 'matrix-cell own' : 'matrix-cell'}
                    style={cellStyle(scale.share(us, matrix.totalUs[columnAt] ?? null))}
                    onFocus={() => {
                      setStop({ culprit, victim });
                      onPoint(wordsAt({ row: rowAt, column: columnAt }));
                    }}
                    onPointerEnter={() => onPoint(wordsAt({ row: rowAt, column: columnAt }))}
                  >
                    <span aria-hidden="true">{scale.text(us)}</span>
                    <span className="hidden-words">{wordsAt({ row: rowAt, column: columnAt })}</span>
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{props.total}</th>
          {matrix.totalUs.map((us, columnAt) => (
            <td key={matrix.victims[columnAt]}>{props.totalText(us)}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function PersonHead({ person: { index, letter } }: { person: Person }) {
  return (
    <span className="matrix-person">
      {index < 0 ? null : <TenantMark index={index} name="" />}
      <b>{letter}</b>
    </span>
  );
}

function cellStyle(share: number | null): CSSProperties | undefined {
  if (share === null) return undefined;
  const [light, dark] = [readableEmber(share, false), readableEmber(share, true)];
  return {
    background: `light-dark(${light.fill}, ${dark.fill})`,
    color: `light-dark(${light.text}, ${dark.text})`,
  };
}
