/** @module From a lesson's Markdown to its blocks. No HTML, no pictures, no address that is not plain; directives are words of a registry. */
import remarkDirective from 'remark-directive';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Block, Inline } from '../../../sim-engine/protocol/course.ts';
import type { IssueList } from '../placed-issue.ts';
import { didYouMean } from '../suggest.ts';
import { isAddress, isOwnPlace } from './blocks/address.ts';
import type { Directive, LessonContext, Written } from './blocks/directive.ts';
import { DIRECTIVES } from './blocks/index.ts';
import { guardMarkdown } from './markdown-guard.ts';

/** A node of the parser's tree, as far as it is looked at. */
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly depth?: number;
  readonly ordered?: boolean | null;
  readonly url?: string;
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, string | null | undefined>> | null;
  readonly children?: readonly Node[];
  readonly position?: { readonly start: { readonly offset?: number | undefined; readonly line: number } } | undefined;
}

const FORMS = { textDirective: 'text', leafDirective: 'leaf', containerDirective: 'container' } as const;
const MARKS = { text: ':', leaf: '::', container: ':::' } as const;

/** Nesting of blocks; a lesson needs three. */
const DEPTH_MAX = 8;

const parser = unified().use(remarkParse).use(remarkDirective);

/** What a lesson may look at; sources are numbered first. */
export type LessonFacts = Pick<LessonContext, 'experiment' | 'checks'>;

/** A lesson as blocks. */
export type ReadLesson = Pick<LessonContext, 'sources' | 'claims' | 'shown'> & {
  readonly blocks: readonly Block[];
  /** Words of its prose. */
  readonly words: number;
};

/**
 * @param text    the whole lesson
 * @param facts   of the lesson
 * @param issues  receives everything that is wrong, at its place
 * @returns the lesson as far as it could be read
 */
export function readLesson(text: string, facts: LessonFacts, issues: IssueList): ReadLesson {
  const nothing = { blocks: [], sources: [], claims: [], shown: [], words: 0 };
  if (!guardMarkdown(text, issues)) return nothing;
  const root = parser.parse(text) as Node;
  const sourceIds = sourcesIn(root, issues);
  const context: LessonContext = { ...facts, sourceIds, sources: [], claims: [], shown: [] };
  const reader = new LessonReader(context, issues);
  const blocks = reader.blocks(root.children ?? [], 0);
  const { sources, claims, shown } = context;
  return { blocks, sources, claims, shown, words: reader.words };
}

function sourcesIn({ children = [] }: Node, issues: IssueList): string[] {
  const ids: string[] = [];
  for (const node of children) {
    if (node.type !== 'leafDirective' || node.name !== 'source') continue;
    const id = node.attributes?.id ?? '';
    if (ids.includes(id))
      issues.add(offsetOf(node), 'duplicate-id', '', `found the source ${id} a second time: choose another id`);
    ids.push(id);
  }
  return ids;
}

class LessonReader {
  words = 0;
  private readonly context: LessonContext;
  private readonly issues: IssueList;

  constructor(context: LessonContext, issues: IssueList) {
    this.context = context;
    this.issues = issues;
  }

  blocks(nodes: readonly Node[], depth: number): Block[] {
    return nodes.flatMap((node) => {
      const block = this.block(node, depth);
      return block === null ? [] : [block];
    });
  }

  private block(node: Node, depth: number): Block | null {
    if (depth > DEPTH_MAX)
      return this.refuse(node, 'too-deep', `found a block ${depth} levels deep, expected at most ${DEPTH_MAX}`);
    const children = node.children ?? [];
    switch (node.type) {
      case 'paragraph':
        return { type: 'paragraph', children: this.inlines(children) };
      case 'heading':
        if (node.depth !== 2 && node.depth !== 3)
          return this.refuse(
            node,
            'heading-depth',
            `found a heading of level ${node.depth}, expected ## or ###: the title stands in course.yaml`,
          );
        return { type: 'heading', depth: node.depth, children: this.inlines(children) };
      case 'list':
        return {
          type: 'list',
          ordered: node.ordered === true,
          items: children.map((item) => this.blocks(item.children ?? [], depth + 2)),
        };
      case 'blockquote':
        return { type: 'quote', children: this.blocks(children, depth + 1) };
      case 'code':
        return { type: 'code-block', value: node.value ?? '' };
      case 'leafDirective':
      case 'containerDirective':
        return this.directive(node, depth) as Block | null;
      default:
        return this.unsupported(node);
    }
  }

  private inlines(nodes: readonly Node[]): Inline[] {
    return nodes.flatMap((node) => {
      const inline = this.inline(node);
      return inline === null ? [] : [inline];
    });
  }

  private inline(node: Node): Inline | null {
    switch (node.type) {
      case 'text': {
        const value = (node.value ?? '').replaceAll(/\s*\n\s*/g, ' ');
        if (/^:{3,}$/.test(value.trim()))
          return this.refuse(
            node,
            'stray-colons',
            'found colons that close nothing: give an outer container more of them',
          );
        this.words += value.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
        return { type: 'text', value };
      }
      case 'strong':
      case 'emphasis':
        return { type: node.type, children: this.inlines(node.children ?? []) };
      case 'inlineCode':
        return { type: 'code', value: node.value ?? '' };
      case 'link': {
        const href = node.url ?? '';
        if (!isAddress(href) && !isOwnPlace(href))
          return this.refuse(
            node,
            'bad-link',
            `found the address ${href.slice(0, 80)}, expected https:// or a place of the lab such as /truth`,
          );
        return { type: 'link', href, children: this.inlines(node.children ?? []) };
      }
      case 'textDirective':
        return this.directive(node, 0) as Inline | null;
      default:
        return this.unsupported(node);
    }
  }

  private directive(node: Node, depth: number): Block | Inline | null {
    const form = FORMS[node.type as keyof typeof FORMS];
    const name = node.name ?? '';
    const known = DIRECTIVES.filter((each) => each.form === form);
    const directive = known.find((each) => each.name === name);
    if (directive === undefined) {
      const elsewhere = DIRECTIVES.find((each) => each.name === name);
      const cure =
        elsewhere === undefined
          ? didYouMean(
              name,
              known.map((each) => each.name),
            )
          : `write ${MARKS[elsewhere.form]}${name}`;
      return this.refuse(node, 'unknown-directive', `found the directive ${MARKS[form]}${name}: ${cure}`);
    }
    const attributes = this.attributes(node, directive);
    if (attributes === null) return null;
    const isContainer = form === 'container';
    const label = isContainer ? '' : plainText(node);
    if (!isContainer && (label === '') !== (directive.label === 'none')) {
      const found = label === '' ? 'no text in brackets' : `the text ${label.slice(0, 40)} in brackets`;
      return this.refuse(
        node,
        'bad-label',
        `found ${found} at ${name}, expected ${directive.label === 'none' ? 'none' : 'some'}`,
      );
    }
    const children = isContainer ? this.blocks(node.children ?? [], depth + 1) : [];
    const tell = (code: string, message: string): void => this.issues.add(offsetOf(node), code, name, message);
    const written: Written = {
      label,
      attributes,
      children,
      line: node.position?.start.line ?? 1,
      tell,
      refers: (what, found, names) => {
        if (names.includes(found)) return true;
        tell(`unknown-${what}`, `found the ${what} ${found}: ${didYouMean(found, names)}`);
        return false;
      },
    };
    return directive.compile(written, this.context);
  }

  /** @returns the attributes, or null after what is wrong with them was told */
  private attributes(node: Node, directive: Directive): Record<string, string> | null {
    const given = Object.entries(node.attributes ?? {});
    const allowed = Object.keys(directive.attributes);
    let isGood = true;
    for (const [key] of given) {
      if (allowed.includes(key)) continue;
      this.refuse(
        node,
        'unknown-attribute',
        `found the attribute ${key} at ${directive.name}: ${didYouMean(key, allowed)}`,
      );
      isGood = false;
    }
    for (const [key, isNeeded] of Object.entries(directive.attributes)) {
      if (!isNeeded || given.some(([name, value]) => name === key && value)) continue;
      this.refuse(node, 'missing-attribute', `found ${directive.name} without ${key}: add ${key}=…`);
      isGood = false;
    }
    return isGood ? Object.fromEntries(given.map(([key, value]) => [key, value ?? ''])) : null;
  }

  private unsupported(node: Node): null {
    if (node.type === 'html')
      return this.refuse(
        node,
        'raw-html',
        'found HTML, which lessons may not hold: write it in Markdown or as a directive',
      );
    return this.refuse(
      node,
      'unsupported',
      `found ${node.type}, which lessons do not have: write it with paragraphs, lists and directives`,
    );
  }

  private refuse(node: Node, code: string, message: string): null {
    this.issues.add(offsetOf(node), code, node.name ?? '', message);
    return null;
  }
}

function plainText(node: Node): string {
  return node.value ?? (node.children ?? []).map(plainText).join('');
}

function offsetOf(node: Node): number {
  return node.position?.start.offset ?? 0;
}
