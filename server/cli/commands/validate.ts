/** @module `tenantlab validate`: tells everything that is wrong with scenario files and courses. */
import { join, relative, sep } from 'node:path';
import { tellIssues } from '../../../scenarios/schema/code-frame.ts';
import { COURSE_FILE } from '../../../scenarios/schema/course/parse-course.ts';
import { contentHash } from '../../content/canonical-json.ts';
import { courseFolderOf, loadCourse } from '../../content/load-course.ts';
import { loadScenario } from '../../content/load-scenario.ts';
import { EXIT, type FileIssue, issueLine, printJson, type RegisterCommand } from '../command.ts';

interface FileReport {
  readonly file: string;
  readonly valid: boolean;
  readonly id?: string;
  readonly sha256?: string;
  readonly issues: readonly FileIssue[];
  /** The code frame of each issue; empty where there is no text to show. */
  readonly frames: readonly (readonly string[])[];
}

export const registerValidate: RegisterCommand = (program, session) => {
  program
    .command('validate')
    .summary('check scenario files and courses')
    .description(
      'Checks scenario files, courses (a folder with a course.yaml) and single files of a course, and prints every issue as `file:line:column: error CODE: message`: exit 0 when all are valid, 1 when not, 2 when a file cannot be read.',
    )
    .argument('<files...>', 'scenario files')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  tenantlab validate scenarios/library/*.yaml scenarios/courses/*')
    .action((files: string[], options: { readonly json?: boolean }) => {
      let isUnreadable = false;
      const reports = files.map((file): FileReport => {
        const folder = courseFolderOf(file);
        // A world of a course is a scenario like any other.
        if (folder !== null && !relative(folder, file).startsWith(`worlds${sep}`)) {
          const report = courseReport(folder, file);
          if (report.unreadable) isUnreadable = true;
          return report;
        }
        const loaded = loadScenario(file);
        if (loaded.kind === 'loaded')
          return { file, valid: true, id: loaded.scenario.id, sha256: loaded.sha256, issues: [], frames: [] };
        if (loaded.kind === 'unreadable') isUnreadable = true;
        const issues = loaded.issues.map((each) => (loaded.kind === 'unreadable' ? each : { ...each, file }));
        const hasText = loaded.kind === 'invalid' && loaded.text !== undefined;
        const told = hasText ? tellIssues(file, loaded.text, loaded.issues) : [];
        return { file, valid: false, issues, frames: told.map(({ frame }) => frame) };
      });
      const valid = reports.every((report) => report.valid);
      if (options.json === true) {
        printJson(session, {
          valid,
          files: reports.map(({ frames, ...report }) => ({
            ...report,
            issues: report.issues.map(({ file: _, ...issue }, at) => ({
              ...issue,
              ...(frames[at] === undefined ? {} : { frame: frames[at] }),
            })),
          })),
        });
      } else {
        for (const report of reports) {
          if (report.valid) session.terminal.out(`${report.file}: valid\n`);
          // What the command finds is its result; that it could not look is a diagnostic.
          report.issues.forEach((each, at) => {
            (each.file === undefined ? session.terminal.err : session.terminal.out)(issueLine(each));
            // A program reads the lines alone; a person is shown the place.
            if (session.terminal.isReading === true && report.frames[at] !== undefined)
              session.terminal.out(`${report.frames[at].join('\n')}\n\n`);
          });
        }
      }
      session.exit(isUnreadable ? EXIT.unusable : valid ? EXIT.done : EXIT.doesNotHold);
    });
};

/** A whole course, or what is wrong with one of its files: a lesson cannot be judged without its experiment. */
function courseReport(folder: string, file: string): FileReport & { readonly unreadable: boolean } {
  const loaded = loadCourse(folder);
  if (loaded.kind === 'unreadable') return { file, valid: false, issues: loaded.issues, frames: [], unreadable: true };
  const named = relative(folder, file).replaceAll(sep, '/');
  const isWhole = named === '' || named === COURSE_FILE;
  if (loaded.kind === 'loaded') {
    const { outline, lessons } = loaded.course;
    const sha256 = contentHash({ outline, lessons: [...lessons.values()] });
    return { file, valid: true, id: outline.id, sha256, issues: [], frames: [], unreadable: false };
  }
  const issues = loaded.issues
    .filter((each) => isWhole || each.file === named)
    .map((each) => ({ ...each, file: join(folder, each.file) }));
  return { file, valid: issues.length === 0, issues, frames: [], unreadable: false };
}
