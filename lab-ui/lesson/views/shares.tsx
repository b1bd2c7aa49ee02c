/** @module Shares of a whole by tenant: one bar each, from zero. */
import { TenantMark } from '../../marks/tenant-mark.tsx';
import { readingWords } from '../unit-words.ts';
import { NumberTable } from './plot.tsx';
import type { ViewProps } from './view.ts';

export function Shares({ spec, experiment, trial, trials }: ViewProps<'shares'>) {
  const shown = spec.readings.flatMap((id) => experiment.readings.filter((reading) => reading.id === id));
  const { tenants } = experiment.scenario;
  const { control } = experiment;
  return (
    <figure className="lesson-figure">
      <figcaption>
        <strong>{spec.title}</strong> <span className="note">per cent of the delay, charged exactly</span>
      </figcaption>
      <ul className="lesson-shares" style={{ minHeight: 30 * shown.length }}>
        {shown.map((reading) => {
          const value = trial?.readings[reading.id] ?? null;
          const index = reading.kind === 'blame' ? tenants.findIndex(({ id }) => id === reading.culprit) : -1;
          return (
            <li key={reading.id}>
              <span>
                {index < 0 ? null : <TenantMark index={index} name="" />} {reading.title}
              </span>
              <span className="lesson-bar" aria-hidden="true">
                <span className="lesson-bar-fill" style={{ width: `${value ?? 0}%` }} />
              </span>
              <span className="lesson-share">{readingWords(value, reading.unit)}</span>
            </li>
          );
        })}
      </ul>
      <details className="lesson-numbers">
        <summary className="note">The numbers, for every setting</summary>
        <NumberTable
          caption={spec.title}
          head={[control.label, ...shown.map(({ title }) => title)]}
          rows={control.settings.map(({ label }, at) => [
            label,
            ...shown.map(({ id, unit }) => readingWords(trials.get(at)?.readings[id], unit)),
          ])}
        />
      </details>
    </figure>
  );
}
