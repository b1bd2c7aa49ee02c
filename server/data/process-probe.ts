/** @module Who runs a process: enough to tell an owner that lives from one that was killed, even when its pid is used again. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemCodeOf } from '../core/lab-error.ts';

/** A process, told apart from every other that ever had its number. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Changes with every start of the machine; empty where the system does not say. */
  readonly bootId: string;
  /** When the process began, in ticks since the machine's start; empty where the system does not say. */
  readonly startTicks: string;
}

/** Looks at processes. */
export interface ProcessProbe {
  /** This process. */
  self(): ProcessIdentity;
  /**
   * @param other  a process of this host
   * @returns false only when it certainly has ended
   */
  isAlive(other: ProcessIdentity): boolean;
}

/** Linux's /proc where there is one, otherwise a signal 0. */
export const systemProbe: ProcessProbe = {
  self: () => ({ pid: process.pid, host: hostname(), bootId: bootId(), startTicks: startTicks(process.pid) }),
  isAlive(other) {
    if (other.bootId !== bootId()) return false;
    if (!signalReaches(other.pid)) return false;
    return startTicks(other.pid) === other.startTicks;
  },
};

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return systemCodeOf(error) !== 'ESRCH';
  }
}

function bootId(): string {
  return readIfThere('/proc/sys/kernel/random/boot_id').trim();
}

/** Field 22 of /proc/PID/stat; the name in field 2 may itself hold blanks and brackets, so counting starts after its end. */
function startTicks(pid: number): string {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return (
    stat
      .slice(stat.lastIndexOf(')') + 1)
      .trim()
      .split(' ')[19] ?? ''
  );
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}
