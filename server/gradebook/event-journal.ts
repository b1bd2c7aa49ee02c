/**
 * @module The journal of what people did to a class: lines that are only ever added, each bound to the one before by its hash.
 *
 * An event counts when its line is on disk. A line that was being written when the power went is cut off; a line that was changed
 * afterwards makes the journal damaged, and nothing is added to it any more.
 */
import { createHash } from 'node:crypto';
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { Disk } from '../core/disk.ts';
import { systemCodeOf } from '../core/lab-error.ts';
import { type ClassEvent, classEvent } from './class-events.ts';

/** Digits of the hash before each line. */
const HASH_DIGITS = 64;

interface Content {
  readonly events: readonly ClassEvent[];
  readonly hash: string;
  /** Bytes of the lines that are whole. */
  readonly bytes: number;
}

/** @returns the journal's events, or `journal-damaged` with the line */
export async function readEvents(disk: Disk, path: string): Promise<Result<readonly ClassEvent[]>> {
  const content = readContent(await bytesOf(disk, path));
  return content.ok ? ok(content.value.events) : content;
}

/**
 * Adds an event.
 *
 * @param make  the event, of those before it
 * @returns what was added, once it is on disk, or why not
 * @throws the system's error when the disk refuses; the event then does not count after the next start
 */
export async function addEvent(
  disk: Disk,
  folder: string,
  path: string,
  make: (before: readonly ClassEvent[]) => Result<ClassEvent>,
): Promise<Result<ClassEvent>> {
  const before = await bytesOf(disk, path);
  const content = readContent(before);
  if (!content.ok) return content;
  const { events, hash, bytes } = content.value;
  const made = make(events);
  if (!made.ok) return made;
  const body = JSON.stringify(made.value);
  const file = await disk.openAppend(path);
  try {
    if (bytes < before.length) await file.truncate(bytes);
    await file.append(new TextEncoder().encode(`${chained(hash, body)} ${body}\n`));
    await file.sync();
  } finally {
    await file.close();
  }
  if (before.length === 0) await disk.syncFolder(folder);
  return made;
}

async function bytesOf(disk: Disk, path: string): Promise<Uint8Array> {
  try {
    return await disk.read(path);
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error;
    return new Uint8Array();
  }
}

function readContent(bytes: Uint8Array): Result<Content> {
  const text = new TextDecoder().decode(bytes);
  // What stands behind the last line break was being written.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const events: ClassEvent[] = [];
  let hash = '';
  for (const [at, line] of whole.split('\n').slice(0, -1).entries()) {
    const body = line.slice(HASH_DIGITS + 1);
    hash = chained(hash, body);
    const event = line.startsWith(`${hash} `) ? parsed(body) : undefined;
    if (event === undefined) {
      const message = `line ${at + 1} of the class's events was changed after it was written: put back a copy of events.jsonl`;
      return fail(issue('journal-damaged', '', message));
    }
    events.push(event);
  }
  return ok({ events, hash, bytes: new TextEncoder().encode(whole).length });
}

function parsed(body: string): ClassEvent | undefined {
  try {
    const read = classEvent.safeParse(JSON.parse(body));
    return read.success ? read.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function chained(hash: string, body: string): string {
  return createHash('sha256').update(`tenantlab/class/1\n${hash}\n${body}`, 'utf8').digest('hex');
}
