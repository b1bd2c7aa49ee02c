/** @module What was checked, step by step, and how anybody runs the certified runs again. */
import type { Certificate, CertificateReport } from '../../sim-engine/protocol/certificates.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { certifiedRecordUrl } from '../net/api.ts';
import { dayOf, OUTCOME_GLYPHS, OUTCOME_WORDS, STEP_TITLES, sentence, timeOf, verdict } from './verify-words.ts';

export function VerifyProof({ report }: { report: CertificateReport }) {
  const { steps, certificate, state, checkedAt } = report;
  return (
    <div className="verify-proof">
      <h1 className="verify-verdict">{verdict(report)}</h1>
      <p className="quiet">Checked by this lab’s server at {timeOf(checkedAt)}.</p>
      <ol className="verify-steps" aria-label="What was checked">
        {steps.map(({ id, outcome, seen }) => (
          <li key={id}>
            <StateGlyph state={OUTCOME_GLYPHS[outcome]} label={OUTCOME_WORDS[outcome]} />
            <strong>{STEP_TITLES[id]}</strong>
            <span className="verify-seen">{sentence(seen)}</span>
          </li>
        ))}
      </ol>
      {certificate === null ? null : <RunAgain certificate={certificate} withRecords={state === 'valid'} />}
      {certificate === null ? <NothingProved /> : <Limits />}
    </div>
  );
}

function RunAgain({ certificate, withRecords }: { certificate: Certificate; withRecords: boolean }) {
  return (
    <section aria-labelledby="again-title">
      <h2 id="again-title">Run it again yourself</h2>
      <p className="quiet">
        A run is its scenario, engine, seed and actions: executed again anywhere, it gives the same digest, bit for bit.
      </p>
      {certificate.modules.map((module, index) => (
        <article key={module.scenarioId} className="verify-run">
          <h3>
            {module.title}, {module.score} of {module.scoreMax}
          </h3>
          <dl className="verify-terms">
            <dt>Digest</dt>
            <dd>
              <code>{module.runDigest}</code>
            </dd>
            <dt>Scenario file</dt>
            <dd>
              {module.scenarioId}, sha256 <code>{module.scenarioSha256}</code>
            </dd>
            <dt>Engine, seed</dt>
            <dd>
              {module.engineVersion}, {module.seed}
            </dd>
            <dt>Begun</dt>
            <dd>{dayOf(module.begunAt)}</dd>
          </dl>
          {withRecords ? (
            <p>
              <a href={certifiedRecordUrl(certificate.id, index)} download>
                Download the record of {module.title}
              </a>
              , then
            </p>
          ) : null}
          {withRecords ? <code className="verify-command">npx tenantlab replay certified-run-{index}.json</code> : null}
        </article>
      ))}
    </section>
  );
}

function NothingProved() {
  return (
    <p className="verify-limits">
      <strong>Nothing of its content is shown</strong>, because none of it is proved. That says nothing about its
      holder: ask for the file as it was downloaded, or for the address of its page.
    </p>
  );
}

function Limits() {
  return (
    <p className="verify-limits">
      <strong>What this proves.</strong> The lab that holds the key issued exactly these bytes, after it had executed
      each run again from its journal and got the same digest and a passing score. <strong>What it does not.</strong>{' '}
      Who sat at the keyboard, how many attempts came before, or that the same actions pass on another seed than the one
      that is named.
    </p>
  );
}
