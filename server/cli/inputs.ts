/** @module Inputs that commands are given: scenarios by path or library id, actions, and records. */
import { existsSync, writeFileSync } from 'node:fs';
import { TEXT_BYTES_MAX } from '../../scenarios/schema/check-text.ts';
import { parseActions } from '../../scenarios/schema/parse-actions.ts';
import { printQuantity } from '../../scenarios/schema/quantity.ts';
import { didYouMean } from '../../scenarios/schema/suggest.ts';
import { checkAction, spendsMove } from '../../sim-engine/index.ts';
import type { Scenario, TimedAction } from '../../sim-engine/model/scenario.ts';
import { libraryIds, loadFromLibrary } from '../content/library.ts';
import { type LoadedScenario, loadScenario } from '../content/load-scenario.ts';
import { readTextFile } from '../content/read-text-file.ts';
import { UnusableInput } from './command.ts';

/**
 * @param name  path of a scenario file, or id of a scenario of the library
 * @throws UnusableInput with every issue of the file
 */
export function scenarioInput(name: string): LoadedScenario {
  const isId = /^[a-z][a-z0-9-]*$/.test(name);
  if (isId && !existsSync(name)) {
    const ids = libraryIds();
    if (ids.includes(name)) return loadFromLibrary(name);
    throw new UnusableInput({
      code: 'unknown-scenario',
      path: '',
      message: `found ${name}, which is neither a file nor in the library: ${didYouMean(name, ids)}`,
    });
  }
  const loaded = loadScenario(name);
  if (loaded.kind === 'loaded') return loaded;
  if (loaded.kind === 'unreadable') throw new UnusableInput(...loaded.issues);
  throw new UnusableInput(...loaded.issues.map((each) => ({ ...each, file: name })));
}

/**
 * @param path      an actions file
 * @param scenario  the scenario they are for
 * @returns its actions, each of them allowed
 * @throws UnusableInput with every issue of the file
 */
export function actionsInput(path: string, scenario: Scenario): readonly TimedAction[] {
  const file = readTextFile(path, TEXT_BYTES_MAX);
  if (!file.ok) throw new UnusableInput(...file.issues);
  const { actions, issues } = parseActions(file.value);
  if (actions === undefined) throw new UnusableInput(...issues.map((each) => ({ ...each, file: path })));
  const refused = actions.flatMap((each, index) => {
    const used = actions.slice(0, index).filter(({ action }) => spendsMove(action)).length;
    const found = checkAction(scenario, each.action, used, each.atUs).map((issue) => ({
      ...issue,
      path: `${index}.${issue.path}`,
    }));
    if (each.atUs >= scenario.durationUs) {
      const end = printQuantity('duration', scenario.durationUs);
      found.push({
        code: 'outside-duration',
        path: `${index}`,
        message: `found a time at or after the end, ${end}: let it happen earlier`,
      });
    }
    return found.map((issue) => ({ ...issue, message: `${path}: action ${index + 1}: ${issue.message}` }));
  });
  if (refused.length > 0) throw new UnusableInput(...refused);
  return actions;
}

/**
 * @param path      any text file
 * @param bytesMax  largest size that is read
 * @throws UnusableInput when it cannot be read
 */
export function textInput(path: string, bytesMax: number): string {
  const file = readTextFile(path, bytesMax);
  if (!file.ok) throw new UnusableInput(...file.issues);
  return file.value;
}

/**
 * @param path  where to write
 * @param text  what to write
 * @throws UnusableInput when it cannot be written
 */
export function writeOutput(path: string, text: string, flag: 'w' | 'wx' = 'w'): void {
  try {
    writeFileSync(path, text, { flag });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const cure =
      code === 'EEXIST'
        ? 'it exists already: choose another name'
        : `it cannot be written (${code}): choose another place`;
    throw new UnusableInput({
      code: code === 'EEXIST' ? 'file-exists' : 'file-unwritable',
      path: '',
      message: `${path}: ${cure}`,
    });
  }
}
