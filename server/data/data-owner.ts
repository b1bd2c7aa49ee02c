/**
 * @module One data directory has one owner.
 *
 * Ownership is the highest-numbered file `owner-N.lock`. A claim makes file N+1 under a temporary name and links it to its
 * own: exactly one process can. Numbers only rise, so a process that was held up between looking and claiming can never
 * claim a number that was in use before; after claiming, it looks again and withdraws if a higher one stands.
 */
import { join } from 'node:path';
import type { Disk } from '../core/disk.ts';
import { LabError, systemCodeOf } from '../core/lab-error.ts';
import type { RandomSource } from '../core/random-source.ts';
import type { ProcessIdentity, ProcessProbe } from './process-probe.ts';

const LOCK_PATTERN = /^owner-(\d{1,12})\.lock$/;
const CLAIM_PATTERN = /^claim-[0-9a-f]+\.lock$/;
/** A claim that loses looks again; each loss means that another process won, so a few rounds are plenty. */
const ROUNDS_MAX = 10;

/** Gives the data directory up; the lock file stays as a number, marked free. */
export type ReleaseOwnership = () => Promise<void>;

/** What {@link ownDataDirectory} works with. */
export interface OwnershipPorts {
  readonly disk: Disk;
  readonly random: RandomSource;
  readonly probe: ProcessProbe;
}

/**
 * Takes a data directory for this process.
 *
 * @param ports   disk, randomness and a look at processes
 * @param folder  the data directory; it must be there
 * @returns what releases it
 * @throws LabError `data-in-use` when a living process owns it
 */
export async function ownDataDirectory(ports: OwnershipPorts, folder: string): Promise<ReleaseOwnership> {
  const { disk, random, probe } = ports;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const newest = await highest(disk, folder);
    if (newest > 0) refuseIfAlive(await readOwner(disk, lockPath(folder, newest)), probe, folder, newest);
    const mine = newest + 1;
    const claim = join(folder, `claim-${random.hex(8)}.lock`);
    await writeDurably(disk, claim, JSON.stringify(probe.self()));
    const won = await linkIfFree(disk, claim, lockPath(folder, mine));
    await unlinkIfThere(disk, claim);
    if (!won) continue;
    await disk.syncFolder(folder);
    if ((await highest(disk, folder)) > mine) {
      await disk.unlink(lockPath(folder, mine));
      continue;
    }
    await removeOlder(disk, folder, mine);
    return () => writeDurably(disk, lockPath(folder, mine), JSON.stringify({ released: true }));
  }
  throw new LabError('data-in-use', `Other servers keep taking ${folder}. Give each server its own --data directory.`);
}

function refuseIfAlive(owner: ProcessIdentity | undefined, probe: ProcessProbe, folder: string, number: number): void {
  if (owner === undefined) return;
  const self = probe.self();
  if (owner.host !== self.host) {
    throw new LabError(
      'data-in-use',
      `${folder} is owned by process ${owner.pid} on host ${owner.host}, which cannot be looked at from here. ` +
        `Stop it, or if that host is gone delete ${lockPath(folder, number)}; or start with another --data directory.`,
    );
  }
  // A restarted container often gives its server the same pid: only the start time tells it from its predecessor.
  const isSelf = owner.pid === self.pid && owner.startTicks === self.startTicks && owner.bootId === self.bootId;
  if (isSelf || probe.isAlive(owner)) {
    throw new LabError(
      'data-in-use',
      `${folder} is in use by process ${owner.pid}. Stop that server, or start this one with another --data directory.`,
    );
  }
}

function lockPath(folder: string, number: number): string {
  return join(folder, `owner-${number}.lock`);
}

async function highest(disk: Disk, folder: string): Promise<number> {
  let newest = 0;
  for (const name of await disk.list(folder)) {
    const match = LOCK_PATTERN.exec(name);
    if (match) newest = Math.max(newest, Number(match[1]));
  }
  return newest;
}

/** Undefined when the lock is released or unreadable: it is written whole before it gets its name, so a living owner's is readable. */
async function readOwner(disk: Disk, path: string): Promise<ProcessIdentity | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(await disk.read(path)));
  } catch (error) {
    if (error instanceof SyntaxError || systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, host, bootId, startTicks } = value as Partial<Record<keyof ProcessIdentity, unknown>>;
  if (typeof pid !== 'number' || typeof host !== 'string') return undefined;
  if (typeof bootId !== 'string' || typeof startTicks !== 'string') return undefined;
  return { pid, host, bootId, startTicks };
}

async function linkIfFree(disk: Disk, from: string, to: string): Promise<boolean> {
  try {
    await disk.link(from, to);
    return true;
  } catch (error) {
    const code = systemCodeOf(error);
    // EEXIST: another process has the number. ENOENT: it swept this claim away when it won.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}

async function removeOlder(disk: Disk, folder: string, mine: number): Promise<void> {
  for (const name of await disk.list(folder)) {
    const match = LOCK_PATTERN.exec(name);
    if (match && Number(match[1]) < mine) await unlinkIfThere(disk, join(folder, name));
    // Claims of processes killed half-way; one that is still claiming fails on its link and looks again.
    if (CLAIM_PATTERN.test(name)) await unlinkIfThere(disk, join(folder, name));
  }
}

async function unlinkIfThere(disk: Disk, path: string): Promise<void> {
  try {
    await disk.unlink(path);
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error;
  }
}

async function writeDurably(disk: Disk, path: string, text: string): Promise<void> {
  const file = await disk.create(path);
  try {
    await file.append(new TextEncoder().encode(text));
    await file.sync();
  } finally {
    await file.close();
  }
}
