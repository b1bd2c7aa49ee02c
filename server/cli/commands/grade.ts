/** @module `tenantlab grade`: executes run records again and gives their points. */

import { Option } from 'commander';
import { loadLibrary } from '../../content/library.ts';
import { readTextFile } from '../../content/read-text-file.ts';
import { EXPORTERS } from '../../headless/exporters/index.ts';
import { type Grade, gradeRecord } from '../../headless/grade-record.ts';
import { RECORD_BYTES_MAX } from '../../headless/run-record.ts';
import { EXIT, type ExitCode, type RegisterCommand } from '../command.ts';
import { writeOutput } from '../inputs.ts';
import { recordFiles } from '../record-files.ts';

interface Options {
  readonly format?: string;
  readonly out?: string;
  readonly requirePass?: boolean;
  readonly json?: boolean;
}

const FORMATS = EXPORTERS.map((exporter) => exporter.id);

/** Not one of the grades is a guess: what cannot be graded makes the command say so by its exit code. */
function exitCodeOf(grades: readonly Grade[], requirePass: boolean): ExitCode {
  if (grades.some((grade) => grade.state === 'not-gradable')) return EXIT.unusable;
  if (grades.some((grade) => grade.state === 'not-reproducible')) return EXIT.doesNotHold;
  if (requirePass && grades.some((grade) => grade.state === 'graded' && !grade.passed)) return EXIT.doesNotHold;
  return EXIT.done;
}

export const registerGrade: RegisterCommand = (program, session) => {
  program
    .command('grade')
    .summary('grade run records')
    .description(
      'Executes run records again and gives the points of their objectives: exit 0 when all were graded, whatever the marks; 1 when one is not reproducible (or, with --require-pass, does not pass); 2 when one is not gradable.',
    )
    .argument('<paths...>', 'run records, or folders of them (*.json)')
    .addOption(new Option('--format <format>', 'format of the grades').choices(FORMATS).default('json'))
    .option('--out <file>', 'write the grades to a file')
    .option('--require-pass', 'exit 1 unless every record passes')
    .option('--json', 'the same as --format json')
    .addHelpText(
      'after',
      '\nExamples:\n  tenantlab grade run.json\n  tenantlab grade submissions --format csv --out grades.csv',
    )
    .action((paths: string[], options: Options) => {
      const library = loadLibrary();
      const grades = recordFiles(paths).map((file): Grade => {
        const text = readTextFile(file, RECORD_BYTES_MAX);
        if (text.ok) return gradeRecord(file, text.value, library);
        const { code, message } = text.issues[0]!;
        return { file, state: 'not-gradable', code, reason: message };
      });
      const format = options.json === true ? 'json' : options.format;
      const exporter = EXPORTERS.find((each) => each.id === format)!;
      const exported = exporter.export(grades);
      if (options.out === undefined) session.terminal.out(exported);
      else {
        writeOutput(options.out, exported);
        if (options.json === true) session.terminal.out(exported);
      }
      for (const grade of grades)
        if (grade.state !== 'graded') session.terminal.err(`${grade.file}: ${grade.state}: ${grade.reason}\n`);
      session.exit(exitCodeOf(grades, options.requirePass === true));
    });
};
