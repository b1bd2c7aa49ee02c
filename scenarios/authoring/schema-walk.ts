/** @module Walks the published JSON Schema along a path: what may stand there, given what stands beside it. */

/** A node of a JSON Schema, as far as this program writes it. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
}

/** One thing that may stand at a place, with the description nearest to it. */
export interface Candidate {
  readonly node: SchemaNode;
  /** Of the node, or of the choice that it belongs to. */
  readonly description: string;
  /** The other ways to write the same choice. */
  readonly among: readonly SchemaNode[];
}

/** Choices within choices that are followed. */
const UNIONS_DEEP = 6;

/** A schema that can be walked. */
export class SchemaWalk {
  private readonly root: SchemaNode;

  /** @param root  the whole schema */
  constructor(root: SchemaNode) {
    this.root = root;
  }

  /**
   * @param path   keys and indices
   * @param plain  the document's values, by which choices are made
   * @returns what may stand there
   */
  at(path: readonly (string | number)[], plain: unknown): readonly Candidate[] {
    let here = this.expand(this.root);
    let value = plain;
    path.forEach((step, at) => {
      // The word that decides a choice is not ruled out by the parameters of the choice that stands there now.
      const decides = at === path.length - 1 && here.some(({ node }) => this.isFixed(node, step));
      const from = decides ? here : this.fitting(here, value);
      value = memberOf(value, step);
      here = from.flatMap(({ node }) => this.step(node, step).flatMap((next) => this.expand(next)));
    });
    return this.fitting(here, value);
  }

  private isFixed(node: SchemaNode, step: string | number): boolean {
    const property = typeof step === 'string' ? node.properties?.[step] : undefined;
    return property !== undefined && this.resolve(property).const !== undefined;
  }

  /** Those that what stands there does not rule out, as long as any is left. */
  private fitting(all: readonly Candidate[], value: unknown): readonly Candidate[] {
    const fitting = all.filter(({ node }) => this.fits(node, value));
    return fitting.length > 0 ? fitting : all;
  }

  /** Every way to write a node. */
  private expand(node: SchemaNode, description = '', depth = 0): Candidate[] {
    const resolved = this.resolve(node);
    const told = resolved.description ?? description;
    const ways = resolved.anyOf ?? resolved.oneOf;
    if (ways === undefined || depth > UNIONS_DEEP) return [{ node: resolved, description: told, among: [] }];
    const among = ways.map((each) => this.resolve(each));
    return among.flatMap((each) =>
      this.expand(each, told, depth + 1).map((found) => ({
        ...found,
        among: found.among.length > 0 ? found.among : among,
      })),
    );
  }

  /** A node with what it refers to in its place. */
  resolve(node: SchemaNode): SchemaNode {
    if (node.$ref === undefined) return node;
    const name = /^#\/\$defs\/(.+)$/.exec(node.$ref)?.[1];
    const target = name === undefined ? undefined : this.root.$defs?.[name];
    if (target === undefined) return {};
    const { $ref: _, ...rest } = node;
    return { ...this.resolve(target), ...rest };
  }

  private step(node: SchemaNode, step: string | number): SchemaNode[] {
    if (typeof step === 'number') return node.items === undefined ? [] : [node.items];
    const own = node.properties?.[step];
    if (own !== undefined) return [own];
    return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
  }

  /** Whether a map may become the value that stands there: its fixed words are the same, and it has every key that is there. */
  private fits(node: SchemaNode, value: unknown): boolean {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
    const { properties } = node;
    if (properties === undefined) return node.type === undefined;
    return Object.entries(value).every(([key, member]) => {
      const property = properties[key];
      if (property === undefined) return typeof node.additionalProperties === 'object';
      const fixed = this.resolve(property).const;
      return fixed === undefined || member === undefined || String(fixed) === String(member);
    });
  }
}

function memberOf(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
}
