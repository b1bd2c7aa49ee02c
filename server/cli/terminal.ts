/** @module Where commands write: results to one stream, diagnostics to the other. */

/** Two streams of text. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Diagnostics. */
  err(text: string): void;
  /** True where diagnostics are read by a person as they come. */
  readonly isInteractive?: boolean;
  /** True where results are read by a person, and may have more lines than their contract says. */
  readonly isReading?: boolean;
}

/** @returns the process's own streams; a reader that goes away early (`| head`) is no fault */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isInteractive: process.stderr.isTTY === true,
    isReading: process.stdout.isTTY === true,
  };
}
