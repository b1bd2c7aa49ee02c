/** @module `tenantlab serve`: the lab's server. */
import { DATA_DEFAULT, HOST_DEFAULT, PORT_DEFAULT } from '../../config.ts';
import { LabError } from '../../core/lab-error.ts';
import { dataFolder, wholeNumber } from '../arguments.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';

interface Options {
  readonly port?: number;
  readonly data?: string;
  readonly host: string;
  readonly json?: boolean;
}

const port = wholeNumber(0, 65_535);

/** The environment may set what the command line does not. */
function portOfEnvironment(): number {
  const text = process.env.PORT;
  if (text === undefined || text === '') return PORT_DEFAULT;
  try {
    return port(text);
  } catch {
    // Commander's own wording speaks of an argument; this is a variable.
    throw new UnusableInput({
      code: 'bad-port',
      path: '',
      message: `found PORT=${text}, expected a whole number from 0 to 65535: mend it`,
    });
  }
}

export const registerServe: RegisterCommand = (program, session) => {
  program
    .command('serve')
    .summary('serve the lab in the browser')
    .description('Serves the lab; prints one line `listening on URL` when it is ready, and stops on Ctrl-C.')
    .option('--port <n>', `port to listen on, 0 for any free one (default: $PORT or ${PORT_DEFAULT})`, port)
    .option('--data <dir>', `data directory (default: $TENANTLAB_DATA or ${DATA_DEFAULT})`)
    .option('--host <host>', 'address to listen on', HOST_DEFAULT)
    .option('--json', 'print the line as one JSON document: {"url": ...}')
    .addHelpText('after', '\nExample:\n  tenantlab serve --port 4601 --data ./lab-data')
    .action(async (options: Options) => {
      const listenOn = options.port ?? portOfEnvironment();
      const data = dataFolder(options.data);
      // Loaded here, so that no other command pays for the server's packages.
      const { startServer } = await import('../../serve.ts');
      try {
        const server = await startServer({ port: listenOn, host: options.host, dataFolder: data });
        if (options.json === true) printJson(session, { url: server.url });
        else session.terminal.out(`listening on ${server.url}\n`);
        await stopSignal();
        await server.close();
        session.exit(EXIT.done);
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        throw new UnusableInput({ code: error.code, path: '', message: error.message });
      }
    });
};

/** Resolves when the process is asked to end; a second request ends it at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
