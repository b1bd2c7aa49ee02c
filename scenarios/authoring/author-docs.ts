/** @module The author docs, printed from schema and registries: what may be written, where, and what it means. */
import type { Definition } from '../../sim-engine/model/registry.ts';
import { jsonSchemaOf } from '../schema/json-schema.ts';
import { notationOf, paramJson } from '../schema/param.ts';
import { sentence } from './completions.ts';
import { EXAMPLE_SITES, type ExampleSite, exampleOfEntry } from './examples.ts';
import { sampleOf, written } from './sample.ts';
import { type SchemaNode, SchemaWalk } from './schema-walk.ts';

/** Maps whose keys have a table of their own, by path and title. */
const MAPS: readonly (readonly [title: string, path: readonly (string | number)[]])[] = [
  ['The file', []],
  ['A plan', ['plans', 0]],
  ['A client', ['plans', 0, 'client']],
  ['An operation', ['operations', 0]],
  ['A tenant', ['tenants', 0]],
  ['System: app servers', ['system', 'app']],
  ['System: cache', ['system', 'cache']],
  ['System: connections', ['system', 'connections']],
  ['System: database', ['system', 'database']],
  ['System: background jobs', ['system', 'jobs']],
  ['System: moves between databases', ['system', 'move']],
  ['Autoscaling', ['system', 'app', 'autoscaling']],
  ['An event of the timeline', ['timeline', 0]],
  ['Rights of the learner', ['rights']],
  ['An objective', ['objectives', 0]],
  ['A guard', ['guards', 0]],
  ['Hidden seeds', ['hidden']],
  ['A proof', ['proofs', 0]],
  ['An action', ['proofs', 0, 'actions', 0]],
];

/** @returns Markdown; the same for the same program */
export function authorDocs(): string {
  const walk = new SchemaWalk(jsonSchemaOf('scenario') ?? {});
  return [
    '# What a scenario file may say',
    '',
    '<!-- Printed by `tenantlab docs > scenarios/AUTHORING.md` from the schema and the registries; do not edit. -->',
    '',
    'The order of keys is free. How parts play together, and a whole example, is told in [README.md](README.md).',
    '',
    '## Keys',
    '',
    ...MAPS.flatMap(([title, path]) => mapTable(walk, title, path)),
    '## Entries of registries',
    '',
    'Each example stands at its place in the scaffold of `tenantlab new scenario`, with every parameter at its default; in CI each is',
    'validated and run. Without parameters the id alone does.',
    '',
    ...EXAMPLE_SITES.flatMap((site) => siteTable(walk, site)),
  ].join('\n');
}

function mapTable(walk: SchemaWalk, title: string, path: readonly (string | number)[]): string[] {
  const rows = new Map<string, string>();
  for (const { node } of walk.at(path, undefined)) {
    for (const [key, property] of Object.entries(node.properties ?? {})) {
      if (rows.has(key)) continue;
      const resolved = walk.resolve(property);
      const needed = node.required?.includes(key) === true ? 'yes' : '';
      rows.set(key, row([`\`${key}\``, needed, kindOf(walk, resolved), sentence(resolved.description ?? '')]));
    }
  }
  return [
    `### ${title}`,
    '',
    row(['key', 'needed', 'written', 'meaning']),
    row(['---', '---', '---', '---']),
    ...rows.values(),
    '',
  ];
}

/** How a value is written, in a few words. */
function kindOf(walk: SchemaWalk, node: SchemaNode): string {
  const { type, anyOf, oneOf, minimum, maximum } = node;
  if (node.const !== undefined) return `\`${written(node.const) ?? ''}\``;
  if (node.enum !== undefined) {
    const words = node.enum.map((each) => `\`${written(each) ?? ''}\``);
    return words.length <= 6 ? words.join(', ') : `${words.slice(0, 5).join(', ')}, ...`;
  }
  if (anyOf !== undefined || oneOf !== undefined) return 'a choice';
  if (type === 'boolean') return '`true` or `false`';
  if (type === 'integer' || type === 'number') {
    const word = type === 'integer' ? 'a whole number' : 'a number';
    return minimum === undefined || maximum === undefined ? word : `${word}, ${minimum} to ${maximum}`;
  }
  if (type === 'array') return 'a list';
  if (type === 'object') return 'a map';
  const sample = sampleOf(walk, node);
  return sample === undefined ? 'text' : `as \`${sample}\``;
}

function siteTable(walk: SchemaWalk, site: ExampleSite): string[] {
  const path = site.path
    .map((step) => (typeof step === 'number' ? '[]' : step))
    .join('.')
    .replaceAll('.[]', '[]');
  return [
    `### ${site.title}`,
    '',
    `At \`${path}\`.`,
    '',
    ...site.registry.flatMap((entry) => entryLines(walk, site, entry)),
  ];
}

function entryLines(walk: SchemaWalk, site: ExampleSite, entry: Definition): string[] {
  const parameters = entry.params.map((spec) => {
    const { key } = notationOf(spec);
    const byDefault = written(paramJson(spec).default) ?? '';
    const range = `${spec.min} to ${spec.max}${spec.unit === '' ? '' : ` ${spec.unit}`}`;
    return `- \`${key}\`: ${spec.doc} From ${range}; else ${byDefault}.`;
  });
  const table = entry.table === undefined ? [] : [`- \`table\`: ${entry.table.doc}`];
  const last = site.path.at(-1);
  return [
    `**${entry.id}**: ${entry.summary}`,
    '',
    '```yaml',
    `${String(last)}: ${exampleOfEntry(walk, site, entry)}`,
    '```',
    '',
    ...(parameters.length + table.length > 0 ? [...parameters, ...table, ''] : []),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
