/** @module What is modelled, what is not, and what the lab cannot tell, as lists. */
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { formatCount } from '../text/format.ts';
import { CANNOT_TELL, type Claim, MODELLED, NOT_MODELLED, SECOND_ENGINE } from './model-claims.ts';

function ClaimList({
  id,
  title,
  claims,
  glyph,
}: {
  id: string;
  title: string;
  claims: readonly Claim[];
  glyph?: 'fine' | 'none';
}) {
  return (
    <section className="truth-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="claims">
        {claims.map((claim) => (
          <li key={claim.name} className={glyph ? 'with-glyph' : undefined}>
            {glyph === 'fine' ? <StateGlyph state="fine" /> : null}
            {glyph === 'none' ? <span className="no-glyph" aria-hidden="true" /> : null}
            <span>
              <strong>{claim.name}</strong> {claim.words}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ModelClaims() {
  return (
    <>
      <ClaimList id="modelled-title" title="Modelled" claims={MODELLED} glyph="fine" />
      <ClaimList id="not-modelled-title" title="Not modelled" claims={NOT_MODELLED} glyph="none" />
    </>
  );
}

export function CannotTell() {
  return <ClaimList id="cannot-title" title="What this lab cannot tell you" claims={CANNOT_TELL} />;
}

export function SecondEngine() {
  return (
    <section className="truth-part second-engine" aria-labelledby="second-title">
      <h2 id="second-title">And without a formula</h2>
      <p className="quiet">
        {SECOND_ENGINE.words} {SECOND_ENGINE.claim(formatCount(SECOND_ENGINE.worlds))} {SECOND_ENGINE.limit}
      </p>
    </section>
  );
}
