/** @module What a certificate says, shown only once its signature is good. */
import type { Certificate } from '../../sim-engine/protocol/certificates.ts';
import { certificateUrl } from '../net/api.ts';
import { ModuleTable } from '../parts/module-table.tsx';
import { formatCount } from '../text/format.ts';
import { dayOf } from './verify-words.ts';

export function VerifyFacts({ certificate }: { certificate: Certificate }) {
  const { id, name, issuer, issuedAt, keyId, modules } = certificate;
  const what = modules.length === 1 ? 'one scenario' : `${formatCount(modules.length)} scenarios`;
  return (
    <section className="verify-facts" aria-label="What the certificate says">
      <p className="note">
        Certificate <code className="verify-id">{id}</code>
      </p>
      <p className="verify-name">{name}</p>
      <p className="verify-what">
        passed {what} of {issuer}, certified on {dayOf(issuedAt)}.
      </p>
      <dl className="verify-terms">
        <dt>Issued by</dt>
        <dd>{issuer}</dd>
        <dt>Key</dt>
        <dd>
          <code>{keyId}</code>
        </dd>
      </dl>
      <ModuleTable modules={modules} />
      <p className="quiet">
        This page shows what its holder chose to make public. It records what was done, not attendance.
      </p>
      <div className="button-row">
        <a className="button outline" href={certificateUrl(id)} download>
          Download the certificate
        </a>
      </div>
      <h2>Check it without this page</h2>
      <p className="quiet">
        Where the lab’s key is held. The signature is an HMAC: nobody else can check it, and the command says so.
      </p>
      <code className="verify-command">npx tenantlab verify certificate-{id}.json</code>
    </section>
  );
}
