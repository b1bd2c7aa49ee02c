/**
 * @module The guard before the YAML composer: reads tokens one by one and stops at the first that makes the file hostile.
 *
 * Depth, node count, anchors, aliases, tags, directives and further documents are seen here, so that the composer (recursive,
 * and slow on a hundred thousand errors) only ever meets a small and plain tree.
 */
import { CST, Lexer, Parser } from 'yaml';
import type { IssueList } from './placed-issue.ts';

/** Deepest nesting; a scenario needs six. */
export const DEPTH_MAX = 32;
/** Most values and keys together; 500 tenants written one by one need about 8,000. */
export const NODES_MAX = 20_000;
/** Anchors, aliases and tags told one by one before the rest is left unread. */
const REFUSED_MAX = 100;

/** What stands in the file and must not. */
const REFUSED: Readonly<Record<string, { code: string; what: string; instead: string }>> = {
  anchor: { code: 'anchor', what: 'an anchor', instead: 'write the value out where it is needed' },
  alias: { code: 'alias', what: 'an alias', instead: 'write the value out' },
  tag: { code: 'tag', what: 'a tag', instead: 'delete it: the schema knows the type of every value' },
};

/** Lexemes that are counted against {@link NODES_MAX}. */
const NODE_TYPES: ReadonlySet<string> = new Set([
  'scalar',
  'single-quoted-scalar',
  'double-quoted-scalar',
  'block-scalar-header',
  'seq-item-ind',
  'flow-map-start',
  'flow-seq-start',
  'alias',
]);
/** Lexemes of which a well-formed file has no more than nodes. */
const PUNCTUATION: ReadonlySet<string> = new Set([
  'comma',
  'flow-map-end',
  'flow-seq-end',
  'explicit-key-ind',
  'flow-error-end',
]);

/**
 * Tokenises a text that passed the raw checks.
 *
 * @param text    the whole file
 * @param issues  receives `anchor`, `alias`, `tag`, `directive`, `several-documents`, `too-deep` and `too-many-nodes`
 * @returns the concrete syntax tree, or undefined when it must not be composed; O(length of the text)
 */
export function guardedTokens(text: string, issues: IssueList): CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const guard = new Guard(issues);
  let isContent = false;
  for (const lexeme of new Lexer().lex(text)) {
    // The lexer announces a scalar by a mark of its own; the lexeme after it is the scalar's text, whatever it looks like.
    const type: string = isContent ? 'content' : (CST.tokenType(lexeme) ?? 'content');
    isContent = type === 'scalar';
    if (!guard.accepts(type, lexeme, parser.offset)) return undefined;
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (!guard.acceptsDepth(parser.stack, parser.offset)) return undefined;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

class Guard {
  private readonly issues: IssueList;
  private nodes = 0;
  private punctuation = 0;
  private refused = 0;
  private sawContent = false;

  constructor(issues: IssueList) {
    this.issues = issues;
  }

  accepts(type: string, lexeme: string, offset: number): boolean {
    const refused = REFUSED[type];
    if (refused !== undefined) {
      const shown = lexeme.length > 30 ? `${lexeme.slice(0, 30)}...` : lexeme;
      this.issues.add(
        offset,
        refused.code,
        '',
        `found ${refused.what} (${shown}), which is not allowed: ${refused.instead}`,
      );
      if (++this.refused >= REFUSED_MAX) return false;
    }
    if (type === 'directive-line') {
      this.issues.add(
        offset,
        'directive',
        '',
        `found a directive (${lexeme.slice(0, 30)}), which is not allowed: delete the line`,
      );
      return false;
    }
    if (type === 'doc-start' || type === 'doc-end') {
      // One `---` before everything else is harmless and common; it starts no second document.
      if (type === 'doc-end' || this.sawContent) {
        this.issues.add(
          0,
          'several-documents',
          '',
          `found \`${lexeme}\`, expected one document in the file: put every scenario into a file of its own`,
        );
        return false;
      }
      this.sawContent = true;
    }
    if (NODE_TYPES.has(type)) {
      this.nodes++;
      this.sawContent = true;
    }
    if (PUNCTUATION.has(type)) this.punctuation++;
    if (this.nodes > NODES_MAX || this.punctuation > NODES_MAX) {
      this.issues.add(
        0,
        'too-many-nodes',
        '',
        `found more than ${NODES_MAX} values and keys: write tenants as groups with a count`,
      );
      return false;
    }
    return true;
  }

  acceptsDepth(stack: readonly CST.Token[], offset: number): boolean {
    if (stack.length <= DEPTH_MAX) return true;
    let depth = 0;
    for (const token of stack) if (token.type !== 'document' && 'items' in token) depth++;
    if (depth <= DEPTH_MAX) return true;
    this.issues.add(
      offset,
      'too-deep',
      '',
      `found a value ${depth} levels deep, expected at most ${DEPTH_MAX}: a scenario needs six`,
    );
    return false;
  }
}
