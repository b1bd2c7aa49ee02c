/** @module `tenantlab regrade`: whose mark would move under today's content, and why. */
import { readTextFile } from '../../content/read-text-file.ts';
import { ungraded } from '../../headless/grade-record.ts';
import { type Regrade, regradeRecord } from '../../headless/regrade.ts';
import { RECORD_BYTES_MAX } from '../../headless/run-record.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';
import { addGraderOptions, contentOf, type GraderOptions, gradeOptionsOf } from '../grade-options.ts';
import { ProgressBar } from '../progress-bar.ts';
import { recordFiles } from '../record-files.ts';
import { columns, digits, table } from '../table.ts';

interface Options extends GraderOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
grade uses the content that an attempt recorded; regrade executes the same log under today's content of the same id. It changes
nothing: records stay as they are, and so do grades that were written before.

Examples:
  tenantlab regrade --dry-run submissions
  tenantlab regrade --dry-run submissions --content busy-monday.yaml --json`;

export const registerRegrade: RegisterCommand = (program, session) => {
  const command = program
    .command('regrade')
    .summary("list whose mark would move under today's content")
    .description(
      "Executes run records under today's content and lists whose mark would move, and why: exit 0 when it was done, 2 when a record is not gradable.",
    )
    .argument('<paths...>', 'run records and submissions, or folders of them (*.json)')
    .option('--dry-run', 'list only; the only way there is')
    .option('--json', 'print one JSON document')
    .addHelpText('after', EXAMPLES);
  addGraderOptions(command).action((paths: string[], options: Options) => {
    if (options.dryRun !== true) {
      const message =
        'found no --dry-run: grades are files of their own, and regrade changes none; add --dry-run, then grade anew';
      throw new UnusableInput({ code: 'dry-run-only', path: '', message });
    }
    const library = contentOf(options);
    const grading = gradeOptionsOf(options);
    const files = recordFiles(paths);
    const bar = new ProgressBar(session.terminal, 'regraded', files.length);
    const all = files.map((file): Regrade => {
      const text = readTextFile(file, RECORD_BYTES_MAX);
      bar.step();
      if (text.ok) return regradeRecord(file, text.value, library, grading);
      const before = ungraded(file, null, text.issues);
      return { file, before, after: null, moves: false, why: [`no grade to begin with: ${before.reason}`] };
    });
    bar.end();
    if (options.json === true)
      printJson(session, { moved: all.filter(({ moves }) => moves).length, files: all.map(brief) });
    else session.terminal.out(describe(all));
    session.exit(all.some(({ before }) => before.state === 'not-gradable') ? EXIT.unusable : EXIT.done);
  });
};

function brief({ file, before, after, moves, why }: Regrade) {
  const then =
    before.state === 'graded'
      ? { state: before.state, points: before.points, mark: before.mark, passed: before.passed }
      : { state: before.state, points: null, mark: null, passed: false };
  return { file, learner: before.submission?.learner ?? null, before: then, after, moves, why };
}

function describe(all: readonly Regrade[]): string {
  const told = all.filter(({ moves, after }) => moves || after === null);
  const rows = told.map((each) => {
    const { file, before, after, why } = brief(each);
    return [file, digits(before.mark), digits(after?.mark ?? null), why.join('; ')];
  });
  const moved = all.filter(({ moves }) => moves).length;
  const head = `${moved} of ${all.length} marks would move\n`;
  return rows.length === 0 ? head : head + table(columns('file', '>then', '>now', 'why'), rows);
}
