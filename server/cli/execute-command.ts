/** @module Executes one command line: every ending has its exit code, and with `--json` every ending is one JSON document. */
import { Command, CommanderError } from 'commander';
import { ENGINE_VERSION } from '../../sim-engine/version.ts';
import { EXIT, type ExitCode, type FileIssue, issueLine, type Session, UnusableInput } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import type { Terminal } from './terminal.ts';

const ABOUT = `
Exit codes: 0 done; 1 the thing checked does not hold; 2 unusable input or arguments; 3 internal fault.
Results go to stdout, diagnostics to stderr; --json prints exactly one JSON document.

Examples:
  tenantlab serve
  tenantlab run noisy-neighbour --isolation silo
  tenantlab proof noisy-neighbour`;

/**
 * @param args      what follows the program's name
 * @param terminal  where to write
 * @returns the exit code
 */
export async function executeCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const session: Session = {
    terminal,
    exit: (ended) => {
      code = ended;
    },
  };
  const program = new Command('tenantlab')
    .description(
      'An interactive lab for multi-tenant architecture: flood one tenant, watch the neighbours, switch isolation, prove it.',
    )
    .version(`engine ${ENGINE_VERSION}`, '-V, --version', 'print the version of the engine')
    .addHelpText('after', ABOUT)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  for (const register of COMMANDS) register(program, session);
  const isJson = args.includes('--json');
  try {
    await program.parseAsync(withoutVainHelp(program, args), { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return endOfParsing(error, isJson, terminal);
    if (error instanceof UnusableInput) {
      refuse(error.issues, isJson, terminal);
      return EXIT.unusable;
    }
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const message = `this is a fault of the program, please report it (${reason})`;
    if (isJson)
      terminal.out(
        `${JSON.stringify({ error: 'internal-fault', issues: [{ code: 'internal-fault', path: '', message }] })}\n`,
      );
    terminal.err(issueLine({ code: 'internal-fault', path: '', message }));
    if (process.env.TENANTLAB_DEBUG !== undefined && error instanceof Error) terminal.err(`${error.stack}\n`);
    return EXIT.fault;
  }
}

/** Help on a command that does not exist would be the program's own, with exit code 0: the name has to be told wrong instead. */
function withoutVainHelp(program: Command, args: readonly string[]): string[] {
  const [name] = args;
  const isKnown = name === undefined || name.startsWith('-') || name === 'help';
  if (isKnown || program.commands.some((command) => command.name() === name)) return [...args];
  return args.filter((arg) => arg !== '--help' && arg !== '-h');
}

/** Commander has told the reason already; help that was asked for is no error. */
function endOfParsing(error: CommanderError, isJson: boolean, terminal: Terminal): ExitCode {
  if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return EXIT.done;
  if (isJson) {
    const message = error.message.replace(/^error: /, '');
    terminal.out(
      `${JSON.stringify({ error: 'unusable-arguments', issues: [{ code: 'unusable-arguments', path: '', message }] })}\n`,
    );
  }
  return EXIT.unusable;
}

function refuse(issues: readonly FileIssue[], isJson: boolean, terminal: Terminal): void {
  if (isJson) terminal.out(`${JSON.stringify({ error: 'unusable-input', issues })}\n`);
  for (const each of issues) terminal.err(issueLine(each));
}
