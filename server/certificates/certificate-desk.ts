/** @module The certificate desk: who holds which certificate, issuing by executing runs again, and checking what is kept. */
import { assert } from '../../sim-engine/kernel/assert.ts';
import { type Issue, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type {
  Certificate,
  CertificateModule,
  CertificateReport,
  CertificateShelf,
  IssuedCertificate,
} from '../../sim-engine/protocol/certificates.ts';
import type { RunListing } from '../../sim-engine/protocol/messages.ts';
import { LabError, messageOf } from '../core/lab-error.ts';
import type { Ports } from '../core/ports.ts';
import { ID_BYTES } from '../data/data-layout.ts';
import type { CertificateDocument, Store } from '../store/store.ts';
import {
  CERTIFICATE_FORMAT,
  CERTIFICATE_VERSION,
  certificateText,
  MODULES_MAX,
  readCertificate,
} from './certificate-file.ts';
import { checkCertificate, notFoundReport } from './check-certificate.ts';
import { earnedModules, passingRuns, provedModule, type RunEvidence, type Scenarios } from './earned.ts';
import { type CertificateKey, sign } from './signature.ts';

/** Runs of one scenario that are executed again before the scenario is left out. */
const TRIES_PER_SCENARIO = 3;

/** A run that stood the test. */
interface ProvedRun {
  readonly runId: string;
  readonly module: CertificateModule;
}

/** The runs as this desk needs them; implemented by `RunDesk`. */
export interface RunSource {
  list(learnerId: string): readonly RunListing[];
  /** Executes a finished run again, whatever record of it is kept. */
  evidence(learnerId: string, runId: string, library: Scenarios): Promise<Result<RunEvidence>>;
  record(learnerId: string, runId: string): Promise<Result<string>>;
}

/** What the desk works with. */
export interface CertificateDeskOptions {
  readonly ports: Ports;
  readonly store: Store;
  readonly runs: RunSource;
  readonly library: Scenarios;
  readonly key: CertificateKey;
  /** Who vouches, as it stands on every certificate. */
  readonly issuer: string;
  readonly certificatesPerLearnerMax: number;
}

/** Every certificate of the server. */
export class CertificateDesk {
  private readonly options: CertificateDeskOptions;
  private readonly idsOf = new Map<string, string[]>();
  /** Learners whose runs are being executed again just now: a second press issues nothing more. */
  private readonly issuing = new Set<string>();

  /** @param options  what the desk works with */
  constructor(options: CertificateDeskOptions) {
    this.options = options;
  }

  /** Learns whose the certificates on disk are; one that cannot be read is told to the log and stays as it is. */
  async takeStock(): Promise<void> {
    const { store, ports } = this.options;
    for (const id of await store.certificates.ids()) {
      try {
        const document = await store.certificates.find(id);
        if (document) this.remember(document.learnerId, id);
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        ports.log.error({ certificateId: id, reason: error.message }, 'a certificate cannot be read');
      }
    }
  }

  /** @param learnerId  whose certificates, and what could be certified */
  async shelf(learnerId: string): Promise<CertificateShelf> {
    const { runs, library } = this.options;
    const issued: IssuedCertificate[] = [];
    for (const id of this.idsOf.get(learnerId) ?? []) {
      const { certificate, state } = await this.check(id);
      if (!certificate) continue;
      const { name, issuedAt, modules } = certificate;
      issued.push({ id, name, issuedAt, titles: modules.map(({ title }) => title), revoked: state === 'revoked' });
    }
    issued.sort((a, b) => (a.issuedAt < b.issuedAt ? 1 : -1));
    return { earned: earnedModules(runs.list(learnerId), library), issued };
  }

  /**
   * Issues a certificate for runs that pass, each executed again by this server; resolves when it is on disk.
   *
   * @param learnerId  whose runs
   * @param name       as it shall stand there
   * @param runIds     which; the best passing run of each scenario when absent
   * @returns the certificate, or the first reason why there is none
   * @throws LabError `record-diverged`, `busy`, `worker-lost` or `worker-late`
   */
  async issue(learnerId: string, name: string, runIds: readonly string[] | undefined): Promise<Result<Certificate>> {
    const { runs, library, certificatesPerLearnerMax } = this.options;
    const passing = passingRuns(runs.list(learnerId), library).slice(0, MODULES_MAX);
    if (runIds === undefined && passing.length === 0) {
      return refused('nothing-passed', 'No finished run passes its scenario yet. Pass one, and ask again.');
    }
    if ((this.idsOf.get(learnerId) ?? []).length >= certificatesPerLearnerMax) {
      const message = `You hold ${certificatesPerLearnerMax} certificates, the most there can be. Use one of them.`;
      return refused('too-many-certificates', message);
    }
    if (this.issuing.has(learnerId)) {
      return refused('certificate-in-progress', 'A certificate of yours is being made. Wait for it.');
    }
    this.issuing.add(learnerId);
    try {
      const proved = runIds ? await this.prove(learnerId, runIds) : await this.proveBest(learnerId, passing);
      return proved.ok ? ok(await this.keep(learnerId, name, proved.value)) : proved;
    } finally {
      this.issuing.delete(learnerId);
    }
  }

  /**
   * Checks a certificate that this server keeps.
   *
   * @param id  anything that somebody asks for
   */
  async check(id: string): Promise<CertificateReport> {
    const checkedAt = this.now();
    let kept: CertificateDocument | undefined;
    try {
      kept = await this.options.store.certificates.find(id);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      this.options.ports.log.error({ reason: messageOf(error) }, 'a certificate cannot be read');
      const message = 'This lab keeps a certificate under this id, and its file is damaged. Ask for the file itself.';
      return notFoundReport(issue('document-damaged', '', message), checkedAt);
    }
    if (!kept) {
      const message = 'This lab has no certificate under this id. Compare the address with the one you were given.';
      return notFoundReport(issue('certificate-unknown', '', message), checkedAt);
    }
    const report = await this.checkText(kept.text, `Kept by this lab under ${id}`);
    if (report.certificate === null || report.certificate.id === id) return report;
    const message = 'The file that this lab keeps under this id is another certificate. Ask for the file itself.';
    return notFoundReport(issue('other-certificate', 'id', message), checkedAt);
  }

  /**
   * @param text   of any file
   * @param found  how it was come by, one sentence
   */
  checkText(text: string, found: string): Promise<CertificateReport> {
    const { key, store } = this.options;
    const revocationOf = (id: string) => store.revocations.find(id);
    return checkCertificate(text, found, { key, revocationOf, checkedAt: this.now() });
  }

  /** @returns the certificate's file while its signature is good, revoked or not */
  async file(id: string): Promise<string | undefined> {
    const { certificate } = await this.check(id);
    return certificate === null ? undefined : certificateText(certificate);
  }

  /**
   * The record of a certified run, for whoever wants to execute it again.
   *
   * @param id     of a certificate that is valid
   * @param index  of the module
   */
  async record(id: string, index: number): Promise<Result<string>> {
    const { state } = await this.check(id);
    const kept = state === 'valid' ? await this.options.store.certificates.find(id) : undefined;
    const runId = kept?.runIds[index];
    if (!kept || runId === undefined) return refused('not-found', 'There is no record under this address.');
    return this.options.runs.record(kept.learnerId, runId);
  }

  private async prove(learnerId: string, runIds: readonly string[]): Promise<Result<readonly ProvedRun[]>> {
    const proved = new Map<string, ProvedRun>();
    // One after the other: a learner with many runs does not stand before everybody else's.
    for (const runId of runIds) {
      const module = await this.proveOne(learnerId, runId);
      if (!module.ok) return module;
      const { scenarioId } = module.value;
      if (proved.has(scenarioId)) {
        return refused('scenario-twice', `Two runs of ${scenarioId} were named: name one run of each scenario.`);
      }
      proved.set(scenarioId, { runId, module: module.value });
    }
    return ok([...proved.values()].sort((a, b) => (a.module.scenarioId < b.module.scenarioId ? -1 : 1)));
  }

  /** The best run of each scenario that stands the test; a run that broke the rules does not hide an honest one behind it. */
  private async proveBest(
    learnerId: string,
    passing: readonly (readonly RunListing[])[],
  ): Promise<Result<readonly ProvedRun[]>> {
    const proved: ProvedRun[] = [];
    let refusal: Result<readonly ProvedRun[]> = ok(proved);
    for (const runs of passing) {
      for (const { runId } of runs.slice(0, TRIES_PER_SCENARIO)) {
        const module = await this.proveOne(learnerId, runId);
        if (module.ok) {
          proved.push({ runId, module: module.value });
          break;
        }
        refusal = module;
      }
    }
    return proved.length > 0 ? ok(proved) : refusal;
  }

  private async proveOne(learnerId: string, runId: string): Promise<Result<CertificateModule>> {
    const { runs, library } = this.options;
    const evidence = await runs.evidence(learnerId, runId, library);
    return evidence.ok ? provedModule(evidence.value) : evidence;
  }

  private async keep(learnerId: string, name: string, proved: readonly ProvedRun[]): Promise<Certificate> {
    const { ports, key, issuer, store } = this.options;
    const id = ports.random.hex(ID_BYTES);
    const certificate = sign(key, {
      format: CERTIFICATE_FORMAT,
      version: CERTIFICATE_VERSION,
      keyId: key.keyId,
      id,
      issuer,
      issuedAt: this.now(),
      name,
      modules: proved.map(({ module }) => module),
    });
    const text = certificateText(certificate);
    const read = readCertificate(text);
    // Whoever reads it is strict; what would be refused there must not be handed out here.
    assert(read.ok, read.ok ? '' : `a certificate cannot be read back: ${read.issues[0]?.message ?? ''}`);
    const document = { certificateId: id, learnerId, text, runIds: proved.map(({ runId }) => runId) };
    await store.certificates.add(id, document);
    this.remember(learnerId, id);
    return certificate;
  }

  private remember(learnerId: string, id: string): void {
    this.idsOf.set(learnerId, [...(this.idsOf.get(learnerId) ?? []), id]);
  }

  private now(): string {
    return new Date(this.options.ports.clock.wallMs()).toISOString();
  }
}

function refused<T>(code: string, message: string): Result<T> {
  const problem: Issue = issue(code, '', message);
  return { ok: false, issues: [problem] };
}
