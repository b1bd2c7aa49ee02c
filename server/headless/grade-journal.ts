/**
 * @module The journal of a grading: one line per file that was graded, so that a grading that was killed goes on where it was.
 *
 * A line is believed when its check sum fits and it is of the same file content, the same program and the same options. With the
 * grader's key the sum is an HMAC: who does not have it cannot write a grade into the journal.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { ENGINE_VERSION } from '../../sim-engine/index.ts';
import { contentHash } from '../content/canonical-json.ts';
import type { Library } from '../content/library.ts';
import type { FileGrade } from './grade-file.ts';
import type { GradeOptions } from './grade-record.ts';

/** Rises whenever what a grade says changes. */
const GRADER_VERSION = 2;

/** What grades in a journal were made with. */
export interface JournalTerms {
  /** Of the program, its content and the options; other terms, other grades. */
  readonly terms: string;
  readonly key: string;
}

/** @returns what decides a grade beside the file itself */
export function journalTerms(library: Library, { key, ...how }: GradeOptions): JournalTerms {
  const content = library.list().map(({ scenario, sha256 }) => ({ id: scenario.id, sha256 }));
  const terms = { grader: GRADER_VERSION, engine: ENGINE_VERSION, content, how, keyed: key !== null };
  return { terms: contentHash(terms), key: key ?? '' };
}

/** Grades that are written as they come. */
export class GradeJournal {
  /** Grades of an earlier grading, by file. */
  readonly known: ReadonlyMap<string, FileGrade>;
  private readonly path: string;
  private readonly terms: JournalTerms;
  private readonly file: number;

  /**
   * Opens a journal, and reads what is in it.
   *
   * @param path   of the journal; made where it is not there
   * @param terms  what its grades must have been made with
   */
  constructor(path: string, terms: JournalTerms) {
    this.path = path;
    this.terms = terms;
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    this.known = new Map(text.split('\n').flatMap((line) => this.read(line)));
    this.file = openSync(path, 'a', 0o600);
    // A line that was cut off is ended, so that the next one stands by itself.
    if (text !== '' && !text.endsWith('\n')) writeSync(this.file, '\n');
  }

  /** Keeps a grade; a killed process has it from here on. */
  add(graded: FileGrade): void {
    const body = JSON.stringify(graded);
    writeSync(this.file, `${this.sumOf(body)} ${body}\n`);
  }

  /** The grading is done and its output written: there is nothing to go on with. */
  remove(): void {
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }

  private read(line: string): [string, FileGrade][] {
    const body = line.slice(65);
    const sum = Buffer.from(line.slice(0, 64));
    const expected = Buffer.from(this.sumOf(body));
    if (body === '' || sum.length !== expected.length || !timingSafeEqual(sum, expected)) return [];
    const graded = JSON.parse(body) as FileGrade;
    return [[graded.grade.file, graded]];
  }

  private sumOf(body: string): string {
    return createHmac('sha256', this.terms.key).update(`tenantlab/grade/${this.terms.terms}\n${body}`).digest('hex');
  }
}
