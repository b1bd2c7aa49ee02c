/** @module `tenantlab grade`: executes run records and submissions again and gives their points. */

import { Option } from 'commander';
import { exportMarks } from '../../gradebook/export-marks.ts';
import { EXPORTERS } from '../../headless/exporters/index.ts';
import { type FileGrade, fileHash } from '../../headless/grade-file.ts';
import { GradeJournal, journalTerms } from '../../headless/grade-journal.ts';
import type { Grade } from '../../headless/grade-record.ts';
import { gradeOnThreads } from '../../workers/grade-pool.ts';
import { assignmentInput, classTarget, keepClass } from '../class-output.ts';
import { EXIT, type ExitCode, type RegisterCommand, UnusableInput } from '../command.ts';
import { addGraderOptions, contentOf, type GraderOptions, gradeOptionsOf } from '../grade-options.ts';
import { writeOutput } from '../inputs.ts';
import { ProgressBar } from '../progress-bar.ts';
import { recordFiles } from '../record-files.ts';

interface Options extends GraderOptions {
  readonly format: string;
  readonly out?: string;
  readonly requirePass?: boolean;
  readonly attribute?: boolean;
  readonly shrink?: boolean;
  readonly json?: boolean;
  readonly assignment?: string;
  readonly into?: string;
  readonly class?: string;
}

const FORMATS = EXPORTERS.map((exporter) => exporter.id);

const EXAMPLES = `
States: graded; not-reproducible (executed again it went another way, and where); not-own-world (with --key: not the world that
this learner was given); not-gradable (no record, or of another engine). None of them is a grade of zero.

points is what the learner's own run earned. mark is what counts: the points, and no more than the final configuration (isolation,
limits, clients, balancing) earns on average in K hidden worlds; nothing where the run kept to other rules than the exercise's.

With --out, every grade is kept in FILE.journal until FILE is written: a grading that was killed goes on where it was.

Examples:
  tenantlab grade run.json
  tenantlab grade submissions --seeds 8 --key grader.key --format csv --out grades.csv
  tenantlab grade submissions --assignment week-3.yaml --key grader.key --into .data
  tenantlab grade run.json --format junit --require-pass`;

/** Formats that have a word for marks by the rules of an assignment. */
const MARKED: readonly string[] = ['json', 'csv'];

/** Not one of the grades is a guess: what cannot be graded makes the command say so by its exit code. */
function exitCodeOf(grades: readonly Grade[], requirePass: boolean): ExitCode {
  if (grades.some((grade) => grade.state === 'not-gradable')) return EXIT.unusable;
  if (grades.some((grade) => grade.state !== 'graded')) return EXIT.doesNotHold;
  if (requirePass && grades.some((grade) => grade.state === 'graded' && !grade.passed)) return EXIT.doesNotHold;
  return EXIT.done;
}

export const registerGrade: RegisterCommand = (program, session) => {
  const command = program
    .command('grade')
    .summary('grade run records and submissions')
    .description(
      'Executes run records again and gives the points of their objectives: exit 0 when all were graded, whatever the marks; 1 when one is not reproducible or not of its learner (or, with --require-pass, does not pass); 2 when one is not gradable.',
    )
    .argument('<paths...>', 'run records and submissions, or folders of them (*.json)')
    .addOption(new Option('--format <format>', 'format of the grades').choices(FORMATS).default('json'))
    .option('--out <file>', 'write the grades to a file')
    .option('--require-pass', 'exit 1 unless every record passes')
    .option('--attribute', 'say what each action was worth, by leaving it out (JSON)')
    .option('--shrink', 'look for the shortest log that misses the same objectives (JSON)')
    .option(
      '--assignment <file>',
      'the assignment that they are of: each learner gets a mark by its rules (JSON and CSV)',
    )
    .option('--into <dir>', 'keep the class in a data directory, for the gradebook that its server shows')
    .option('--class <id>', 'id of that class; else that of the assignment, or `class`')
    .option('--json', 'the same as --format json')
    .addHelpText('after', EXAMPLES);
  addGraderOptions(command).action(async (paths: string[], options: Options) => {
    const format = options.json === true ? 'json' : options.format;
    const exporter = EXPORTERS.find((each) => each.id === format)!;
    const assignment = options.assignment === undefined ? null : assignmentInput(options.assignment);
    const folder =
      options.into === undefined ? null : classTarget(options.into, options.class ?? assignment?.id ?? 'class');
    if (assignment !== null && !MARKED.includes(format)) {
      const message = `found the format ${format} with an assignment, expected ${MARKED.join(' or ')}: the others tell grades, not marks`;
      throw new UnusableInput({ code: 'wrong-format', path: '', message });
    }
    const files = recordFiles(paths);
    if (exporter.isOfOne === true && files.length !== 1) {
      const message = `found ${files.length} files, expected one: ${exporter.id} is of a single submission`;
      throw new UnusableInput({ code: 'one-file-only', path: '', message });
    }
    const grades = await gradeAll(files, options);
    for (const grade of grades)
      if (grade.state !== 'graded') session.terminal.err(`${grade.file}: ${grade.state}: ${grade.reason}\n`);
    const code = exitCodeOf(grades, options.requirePass === true);
    const refusal = exporter.refusal?.(grades) ?? null;
    if (folder !== null) await keepClass(folder, grades, assignment, gradeOptionsOf(options).key);
    if (refusal === null)
      write(assignment === null ? exporter.export(grades) : exportMarks(format, assignment, grades), options);
    else session.terminal.err(`nothing was written: ${exporter.id} has no word for this (${refusal})\n`);
    session.exit(refusal !== null && code === EXIT.done ? EXIT.doesNotHold : code);
  });

  async function gradeAll(files: readonly string[], options: Options): Promise<Grade[]> {
    const { attribute = false, shrink = false } = options;
    const grading = { ...gradeOptionsOf(options), attribute, shrink };
    const library = contentOf(options);
    const journal =
      options.out === undefined ? null : new GradeJournal(`${options.out}.journal`, journalTerms(library, grading));
    const known = new Map<string, FileGrade>();
    for (const file of new Set(files)) {
      const kept = journal?.known.get(file);
      if (kept !== undefined && kept.sha256 !== '' && kept.sha256 === fileHash(file)) known.set(file, kept);
    }
    const left = [...new Set(files)].filter((file) => !known.has(file));
    const bar = new ProgressBar(session.terminal, 'graded', known.size + left.length, known.size);
    const setup = { content: options.content ?? [], options: grading };
    const graded = await gradeOnThreads(left, setup, options.workers, (each) => {
      journal?.add(each);
      bar.step();
    });
    bar.end();
    for (const each of graded) known.set(each.grade.file, each);
    opened = journal;
    return files.map((file) => known.get(file)!.grade);
  }

  /** The journal of the grading under way, until its output is written. */
  let opened: GradeJournal | null = null;

  function write(exported: string, options: Options): void {
    if (options.out === undefined) {
      session.terminal.out(exported);
      return;
    }
    writeOutput(options.out, exported);
    opened?.remove();
    if (options.json === true) session.terminal.out(exported);
  }
};
