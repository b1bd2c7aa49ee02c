/** @module The classes of a data directory: one folder each, with grades, the submissions they are of, and events. */
import { join } from 'node:path';
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { Disk } from '../core/disk.ts';
import { systemCodeOf } from '../core/lab-error.ts';
import { replaceFile } from '../core/replace-file.ts';
import type { ClassEvent } from './class-events.ts';
import { CLASS_FORMAT, type ClassFile } from './class-file.ts';
import { addEvent, readEvents } from './event-journal.ts';

/** Ids of classes, which are names of folders. */
export const CLASS_ID = /^[a-z][a-z0-9-]{0,47}$/;

/** A class as it lies on disk. */
export interface StoredClass {
  readonly file: ClassFile;
  readonly events: readonly ClassEvent[];
}

/** Reads and writes classes. */
export class ClassStore {
  private readonly disk: Disk;
  private readonly root: string;
  /** The last event of each class that was asked for: one at a time. */
  private readonly turns = new Map<string, Promise<unknown>>();

  /** @param root  folder of all classes; it need not be there */
  constructor(disk: Disk, root: string) {
    this.disk = disk;
    this.root = root;
  }

  /** @returns ids of the classes, in code-unit order */
  async ids(): Promise<string[]> {
    try {
      return (await this.disk.list(this.root)).filter((name) => CLASS_ID.test(name));
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** @returns the class, or `class-not-found` or `class-damaged` */
  async read(id: string): Promise<Result<StoredClass>> {
    const missing = issue('class-not-found', '', `There is no class ${id.slice(0, 64)}: grade one with --into.`);
    if (!CLASS_ID.test(id)) return fail(missing);
    let text: string;
    try {
      text = new TextDecoder().decode(await this.disk.read(join(this.root, id, 'class.json')));
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return fail(missing);
      throw error;
    }
    const file = classOf(text);
    if (file === undefined) {
      const message = `The file class.json of ${id} cannot be read as a class: grade the class again.`;
      return fail(issue('class-damaged', '', message));
    }
    const events = await readEvents(this.disk, this.eventsOf(id));
    return events.ok ? ok({ file, events: events.value }) : events;
  }

  /** @returns the text of a kept submission */
  async submission(id: string, number: number): Promise<string> {
    return new TextDecoder().decode(await this.disk.read(join(this.root, id, 'submissions', `${number}.json`)));
  }

  /**
   * Keeps a class in place of the one of its id, whose events stay.
   *
   * @param submissions  text of each kept submission, by its number
   */
  async keep(file: ClassFile, submissions: ReadonlyMap<number, string>): Promise<void> {
    const folder = join(this.root, file.id);
    await this.disk.makeFolder(join(folder, 'submissions'));
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    for (const [number, text] of submissions)
      await replaceFile(this.disk, join(folder, 'submissions', `${number}.json`), bytes(text));
    await replaceFile(this.disk, join(folder, 'class.json'), bytes(JSON.stringify(file)));
    await this.disk.syncFolder(this.root);
  }

  /**
   * Adds an event to a class, after all that were asked for before.
   *
   * @param make  the event, of those before it
   */
  async add(id: string, make: (before: readonly ClassEvent[]) => Result<ClassEvent>): Promise<Result<ClassEvent>> {
    const before = this.turns.get(id) ?? Promise.resolve();
    const mine = before
      // Whoever asked for the event before this one has been told that it failed.
      .catch(() => undefined)
      .then(() => addEvent(this.disk, join(this.root, id), this.eventsOf(id), make));
    this.turns.set(id, mine);
    return mine;
  }

  private eventsOf(id: string): string {
    return join(this.root, id, 'events.jsonl');
  }
}

/** The file is the program's own; a foreign one lacks its name. */
function classOf(text: string): ClassFile | undefined {
  try {
    const file = JSON.parse(text) as ClassFile;
    return file.format === CLASS_FORMAT && file.formatVersion === 1 ? file : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
