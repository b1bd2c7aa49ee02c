/** @module What makes an editor know scenario files: the schema beside them, and the line or setting that points to it. */
import { jsonSchemaOf } from '../../scenarios/schema/json-schema.ts';

/** Name of the schema file beside the scenarios. */
export const SCHEMA_FILE = 'scenario.schema.json';

/** First line of a scenario file: the YAML language server of any editor reads it. */
export const MODELINE = `# yaml-language-server: $schema=./${SCHEMA_FILE}\n`;

/** A file of a folder of scenarios. */
export interface FolderFile {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** @returns the files that an author's folder has beside its scenarios */
export function editorFiles(): readonly FolderFile[] {
  const settings = {
    'yaml.schemas': { [`./${SCHEMA_FILE}`]: ['*.yaml'] },
    'yaml.format.enable': false,
    'editor.quickSuggestions': { other: true, comments: false, strings: true },
    '[yaml]': { 'editor.insertSpaces': true, 'editor.tabSize': 2 },
  };
  const extensions = { recommendations: ['redhat.vscode-yaml'] };
  return [
    { path: SCHEMA_FILE, text: json(jsonSchemaOf('scenario')) },
    { path: '.vscode/settings.json', text: json(settings) },
    { path: '.vscode/extensions.json', text: json(extensions) },
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
