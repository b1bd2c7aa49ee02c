/** @module Takes a certificate to be checked: a file opened or dropped, or an id. */
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Issue, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import { IssueList } from '../parts/issue-list.tsx';

/** Largest file that the server reads, bytes. */
const FILE_BYTES_MAX = 64 * 1024;

interface OpenCertificateProps {
  /** Told the text of a file that may be a certificate. */
  onText(text: string): void;
}

export function OpenCertificate({ onText }: OpenCertificateProps) {
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [over, setOver] = useState(false);
  const [id, setId] = useState('');
  const [, navigate] = useLocation();
  const take = async (file: File | undefined) => {
    if (!file) return;
    const read = await textOf(file);
    setIssues(read.ok ? [] : read.issues);
    if (read.ok) onText(read.value);
  };
  return (
    <section className="open-certificate" aria-labelledby="open-title">
      <h2 id="open-title">Check a certificate</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the input inside is everybody's */}
      <div
        className={over ? 'drop-place over' : 'drop-place'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <label htmlFor="certificate-file">Open its file, or drop it here</label>
        <input
          id="certificate-file"
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // The same file may be opened again after it was changed.
            event.target.value = '';
          }}
        />
      </div>
      <form
        className="certificate-id"
        onSubmit={(event) => {
          event.preventDefault();
          if (id.trim() !== '') navigate(`/verify/${encodeURIComponent(id.trim())}`);
        }}
      >
        <label htmlFor="certificate-id">Or its id, as this lab keeps it</label>
        <div className="certificate-id-row">
          <input
            id="certificate-id"
            className="text-input mono"
            value={id}
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setId(event.target.value)}
          />
          <button type="submit" className="button outline">
            Check
          </button>
        </div>
      </form>
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
    </section>
  );
}

async function textOf(file: File): Promise<Result<string>> {
  if (file.size > FILE_BYTES_MAX) {
    const message = `${file.name} has ${file.size} bytes, and no certificate has more than ${FILE_BYTES_MAX}. Open the file as it was downloaded.`;
    return { ok: false, issues: [issue('too-large', '', message)] };
  }
  try {
    // Not file.text(): that drops a byte order mark and replaces what is no UTF-8.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return ok(decoder.decode(await file.arrayBuffer()));
  } catch (error) {
    const why = error instanceof TypeError ? 'is no UTF-8 text' : 'could not be read';
    const message = `${file.name} ${why}, so it is no certificate. Open the file as it was downloaded.`;
    return { ok: false, issues: [issue('unreadable', '', message)] };
  }
}
