/** @module Scenario files as a folder: a zip to take away that Git and an editor can live with, and zips, folders and files brought in. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';

/** Largest scenario file, bytes; as the parser's own limit. */
const FILE_BYTES_MAX = 256 * 1024;
/** Largest zip that is opened, bytes. */
const ZIP_BYTES_MAX = 8 * 1024 * 1024;
const FILES_MAX = 50;

/** A file with its text. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/**
 * @param file    name of the scenario's file
 * @param text    its text
 * @param schema  the published JSON Schema
 * @returns a zip with the scenario, the schema, and what makes VS Code complete it
 */
export function folderZip(file: string, text: string, schema: unknown): Uint8Array {
  const name = file.replace(/\.yaml$/, '');
  const json = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 2)}\n`);
  const settings = { 'yaml.schemas': { './scenario.schema.json': ['*.yaml'] }, 'yaml.format.enable': false };
  // One date for all: the same text is the same zip.
  const options = { mtime: new Date(2000, 0, 1), level: 9 } as const;
  return zipSync({
    [`${name}/${file}`]: [strToU8(text), options],
    [`${name}/scenario.schema.json`]: [json(schema), options],
    [`${name}/.vscode/settings.json`]: [json(settings), options],
  });
}

/**
 * @param files  what was chosen: zips, or files of a folder; everything but `*.yaml` is left out
 * @returns the scenario files
 */
export async function scenarioFiles(files: readonly File[]): Promise<Result<readonly TextFile[]>> {
  const found: { name: string; bytes: Uint8Array }[] = [];
  for (const file of files) {
    if (/\.zip$/i.test(file.name)) {
      if (file.size > ZIP_BYTES_MAX) return fail(tooLarge(file.name, file.size, ZIP_BYTES_MAX));
      const inside = unzipped(file.name, new Uint8Array(await file.arrayBuffer()));
      if (!inside.ok) return inside;
      found.push(...inside.value);
    } else if (/\.ya?ml$/i.test(file.name)) {
      if (file.size > FILE_BYTES_MAX) return fail(tooLarge(file.name, file.size, FILE_BYTES_MAX));
      found.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    }
  }
  if (found.length === 0) {
    return fail(
      issue(
        'no-scenario',
        '',
        'found no *.yaml file, expected at least one: choose a scenario file, a folder or a zip of them',
      ),
    );
  }
  if (found.length > FILES_MAX)
    return fail(
      issue('too-many-files', '', `found ${found.length} scenario files, expected at most ${FILES_MAX}: choose fewer`),
    );
  return ok(found.map(({ name, bytes }) => ({ name, text: strFromU8(bytes) })));
}

function unzipped(zip: string, bytes: Uint8Array): Result<{ name: string; bytes: Uint8Array }[]> {
  let large: { name: string; size: number } | undefined;
  let count = 0;
  try {
    const members = unzipSync(bytes, {
      // What a member says of its size is looked at before it is unpacked; fflate unpacks no more than that.
      filter: ({ name, originalSize }) => {
        if (!/\.ya?ml$/i.test(name) || /(^|\/)(\.|__MACOSX)/.test(name)) return false;
        if (originalSize > FILE_BYTES_MAX) large ??= { name, size: originalSize };
        return originalSize <= FILE_BYTES_MAX && ++count <= FILES_MAX + 1;
      },
    });
    if (large !== undefined) return fail(tooLarge(large.name, large.size, FILE_BYTES_MAX));
    return ok(
      Object.entries(members).map(([path, content]) => ({ name: path.split('/').at(-1) ?? path, bytes: content })),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(issue('bad-zip', '', `${zip} cannot be opened as a zip (${reason}): make it again`));
  }
}

function tooLarge(name: string, size: number, max: number) {
  return issue('file-too-large', '', `${name} has ${size} bytes, expected at most ${max}: split or shorten it`);
}
