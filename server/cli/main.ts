#!/usr/bin/env node
/** @module Entry of the `tenantlab` command. */
import { executeCommand } from './execute-command.ts';
import { processTerminal } from './terminal.ts';

// The exit code is set, not forced: what is written to a pipe is still under way here.
process.exitCode = await executeCommand(process.argv.slice(2), processTerminal());
