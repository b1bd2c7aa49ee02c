/** @module One file of a course while it is read: its values, their places, and what is wrong with them. */

import type { z } from 'zod';
import { find, type Located, printPath, toPlain } from '../located.ts';
import { IssueList } from '../placed-issue.ts';
import { readYaml } from '../read-yaml.ts';
import { readBySchema } from '../schema-issues.ts';
import { didYouMean } from '../suggest.ts';
import { TextLines } from '../text-lines.ts';
import type { CourseIssue } from './course-types.ts';

type Path = readonly (string | number)[];

/** A file of a course. */
export class CourseFile {
  readonly name: string;
  readonly text: string;
  readonly issues: IssueList;
  private root: Located | null = null;

  /**
   * @param name  path inside the course's folder
   * @param text  all of it
   */
  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    this.issues = new IssueList(new TextLines(text));
  }

  /** @returns what the file holds by a schema, or undefined after its issues were told */
  read<T extends z.ZodType>(schema: T): z.output<T> | undefined {
    const { root, issues } = readYaml(this.text);
    for (const each of issues.list()) this.tellPlaced(each);
    if (root === undefined) return undefined;
    this.root = root;
    const value = readBySchema(schema, root, [], toPlain(root), this.issues);
    return this.issues.size > 0 ? undefined : value;
  }

  /** Adds an issue at the place of a value. */
  tell(path: Path, code: string, message: string): void {
    const offset = this.root === null ? 0 : find(this.root, path).offset;
    this.issues.add(offset, code, printPath(path), message);
  }

  /**
   * Tells a name that nothing bears.
   *
   * @param what   for code and message: `reading`, `setting`
   * @param known  the names that there are
   * @returns true when there is such a thing
   */
  refers(path: Path, what: string, found: string, known: readonly string[]): boolean {
    if (known.includes(found)) return true;
    this.tell(path, `unknown-${what}`, `found the ${what} ${found}: ${didYouMean(found, known)}`);
    return false;
  }

  /** Tells every id that stands a second time. */
  unique(path: Path, ids: readonly string[]): void {
    ids.forEach((id, index) => {
      if (ids.indexOf(id) < index)
        this.tell([...path, index, 'id'], 'duplicate-id', `found the id ${id} a second time: choose another`);
    });
  }

  /** @returns what is wrong, with the file's name */
  list(): CourseIssue[] {
    return this.issues.list().map((issue) => ({ ...issue, file: this.name }));
  }

  private tellPlaced({
    line,
    column,
    code,
    path,
    message,
  }: {
    line: number;
    column: number;
    code: string;
    path: string;
    message: string;
  }): void {
    let offset = 0;
    for (let at = 1; at < line; at++) offset = this.text.indexOf('\n', offset) + 1;
    this.issues.add(offset + column - 1, code, path, message);
  }
}
