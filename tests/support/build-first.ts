/** @module Brings the built engine up to date before the tests that run it. */
import { execFileSync } from 'node:child_process';

/** Does nothing but look when nothing has changed. */
export default function buildFirst(): void {
  execFileSync('npx', ['tsc', '-b', 'sim-engine'], { stdio: 'inherit' });
}
