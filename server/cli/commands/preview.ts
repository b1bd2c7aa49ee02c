/** @module `tenantlab preview`: watches a folder of scenario files and serves the lab with them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WatchedFolder } from '../../../sim-engine/protocol/authoring.ts';
import { HOST_DEFAULT, PORT_DEFAULT } from '../../config.ts';
import { LabError } from '../../core/lab-error.ts';
import { wholeNumber } from '../arguments.ts';
import { EXIT, type RegisterCommand, UnusableInput } from '../command.ts';
import { stopSignal } from './serve.ts';

interface Options {
  readonly port: number;
  readonly host: string;
  readonly data?: string;
}

/** What is told of a folder: each file in one line, each problem with its place. */
function told({ files }: WatchedFolder): string {
  if (files.length === 0) return 'no *.yaml files yet\n';
  return files
    .map(({ name, scenarioId, problems }) =>
      problems.length === 0
        ? `${name}: valid, ${scenarioId}\n`
        : problems.map(({ line, frame }) => `${[line, ...frame].join('\n')}\n`).join(''),
    )
    .join('');
}

export const registerPreview: RegisterCommand = (program, session) => {
  program
    .command('preview')
    .summary('watch a folder of scenarios and serve the lab with them')
    .description(
      'Serves the lab with the scenario files of a folder beside the library, checks them again on every save, and shows what is wrong here and on the page. Runs are thrown away at the end unless --data is given.',
    )
    .argument('[folder]', 'folder of scenario files', '.')
    .option('--port <n>', 'port to listen on, 0 for any free one', wholeNumber(0, 65_535), PORT_DEFAULT)
    .option('--host <host>', 'address to listen on', HOST_DEFAULT)
    .option('--data <dir>', 'data directory to keep; else a temporary one')
    .addHelpText('after', '\nExample:\n  tenantlab preview my-scenarios --port 4601')
    .action(async (folder: string, options: Options) => {
      // Loaded here, so that no other command pays for the server's packages.
      const { startServer } = await import('../../serve.ts');
      const data = options.data ?? mkdtempSync(join(tmpdir(), 'tenantlab-preview-'));
      try {
        const { port, host } = options;
        const server = await startServer({ port, host, dataFolder: data, scenarioFolder: folder });
        const { watch } = server;
        const tell = (): void => {
          if (watch !== undefined) session.terminal.err(told(watch.state()));
        };
        session.terminal.out(`listening on ${server.url}\n`);
        tell();
        const stop = watch?.subscribe(() => {
          session.terminal.err('\n');
          tell();
        });
        await stopSignal();
        stop?.();
        await server.close();
        session.exit(EXIT.done);
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        throw new UnusableInput({ code: error.code, path: '', message: error.message });
      } finally {
        if (options.data === undefined) rmSync(data, { recursive: true, force: true });
      }
    });
};
