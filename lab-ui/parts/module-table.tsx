/** @module What was passed, with its score: as a certificate says it, and as one would say it. */
import type { EarnedModule } from '../../sim-engine/protocol/certificates.ts';

type Passed = Pick<EarnedModule, 'scenarioId' | 'title' | 'seed' | 'score' | 'scoreMax' | 'passScore'>;

interface ModuleTableProps {
  readonly modules: readonly Passed[];
  /** Where it stands nowhere else, the world is named too. */
  readonly withSeed?: boolean;
}

export function ModuleTable({ modules, withSeed = false }: ModuleTableProps) {
  return (
    <table className="table">
      <caption className="hidden-words">Scenarios passed</caption>
      <thead>
        <tr>
          <th scope="col">Passed</th>
          <th scope="col" className="number">
            Score
          </th>
          <th scope="col" className="number">
            Pass mark
          </th>
          {withSeed ? (
            <th scope="col" className="number">
              Seed
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {modules.map(({ scenarioId, title, seed, score, scoreMax, passScore }) => (
          <tr key={scenarioId}>
            <td>{title}</td>
            <td className="number">
              <strong>{score}</strong> of {scoreMax}
            </td>
            <td className="number">{passScore}</td>
            {withSeed ? <td className="number">{seed}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
