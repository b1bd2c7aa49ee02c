/** @module The public page of a certificate: what it says on one side, what was checked on the other. */
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Issue, Result } from '../../sim-engine/kernel/result.ts';
import type { CertificateReport } from '../../sim-engine/protocol/certificates.ts';
import { LearnerMenu } from '../bench/learner-menu.tsx';
import { api } from '../net/api.ts';
import { IssueList } from '../parts/issue-list.tsx';
import { PageTopBar } from '../parts/page-top-bar.tsx';
import { OpenCertificate } from './open-certificate.tsx';
import { VerifyFacts } from './verify-facts.tsx';
import { VerifyProof } from './verify-proof.tsx';
import { verdict } from './verify-words.ts';
import '../style/verify.css';

interface VerifyPageProps {
  /** Of a certificate that the server keeps; null to ask for a file. */
  readonly id: string | null;
}

export default function VerifyPage({ id }: VerifyPageProps) {
  const [report, setReport] = useState<CertificateReport | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const show = useCallback((answer: Result<CertificateReport>) => {
    setReport(answer.ok ? answer.value : null);
    setIssues(answer.ok ? [] : answer.issues);
  }, []);
  useEffect(() => {
    document.title = 'Verify a certificate · TenantLab';
    let left = false;
    if (id !== null)
      void api.certificate(id).then((answer) => {
        if (!left) show(answer);
      });
    return () => {
      left = true;
    };
  }, [id, show]);
  // On the same address nothing is loaded anew, so what a file showed is put away here.
  const clear = () => {
    setReport(null);
    setIssues([]);
  };
  const checkText = (text: string) => void api.checkCertificate(text).then(show);
  return (
    <div className="verify-page">
      <PageTopBar place={<strong className="place">Verify a certificate</strong>}>
        <Link href="/verify" className="button plain" onClick={clear}>
          Check another
        </Link>
        <LearnerMenu />
      </PageTopBar>
      <main className="verify-main" id="main">
        <div className="verify-left">
          {report?.certificate ? (
            <VerifyFacts certificate={report.certificate} />
          ) : (
            <OpenCertificate onText={checkText} />
          )}
        </div>
        <div className="verify-right">
          {issues.length > 0 ? <NotChecked issues={issues} /> : null}
          {report ? <VerifyProof report={report} /> : null}
          {report === null && id !== null && issues.length === 0 ? (
            <h1 className="hidden-words">The certificate is being checked</h1>
          ) : null}
          {report === null && id === null && issues.length === 0 ? <NothingYet /> : null}
        </div>
        <p className="hidden-words" role="status">
          {report ? verdict(report) : ''}
        </p>
      </main>
    </div>
  );
}

function NotChecked({ issues }: { issues: readonly Issue[] }) {
  return (
    <div className="verify-proof">
      <h1 className="verify-verdict">It could not be checked just now.</h1>
      <IssueList issues={issues} />
    </div>
  );
}

function NothingYet() {
  return (
    <div className="verify-proof">
      <h1 className="verify-verdict">Is a certificate genuine?</h1>
      <p className="quiet">
        Open its file or give its id. This lab’s server checks that the bytes are what was issued, that the signature is
        its own, and that the certificate was not revoked; then it shows which runs were passed, and how to run them
        again. The file is sent to this lab and not kept.
      </p>
    </div>
  );
}
