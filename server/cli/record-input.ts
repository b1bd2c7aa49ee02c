/** @module Run records as inputs of commands: read, and executed again. */
import { AssertionFailure } from '../../sim-engine/index.ts';
import { type RecordReplay, replayRecord } from '../headless/replay-record.ts';
import { RECORD_BYTES_MAX, type RunRecord, readRunRecord } from '../headless/run-record.ts';
import { UnusableInput } from './command.ts';
import { textInput } from './inputs.ts';

/**
 * @param file  path of a run record
 * @throws UnusableInput with every issue of a record that was changed or belongs to another engine
 */
export function recordInput(file: string): RunRecord {
  const read = readRunRecord(textInput(file, RECORD_BYTES_MAX));
  if (!read.ok)
    throw new UnusableInput(...read.issues.map((each) => ({ ...each, message: `${file}: ${each.message}` })));
  return read.value;
}

/**
 * Executes a record again. One that somebody forged, hash included, can hold a world that the engine refuses.
 *
 * @param file           where the record came from
 * @param record         from {@link recordInput}
 * @param keepLatencies  keep what became of every request
 * @throws UnusableInput when the engine refuses the record
 */
export function replayInput(file: string, record: RunRecord, keepLatencies = false): RecordReplay {
  try {
    return replayRecord(record, keepLatencies);
  } catch (error) {
    if (!(error instanceof AssertionFailure)) throw error;
    throw new UnusableInput({
      code: 'engine-refused',
      path: '',
      message: `${file}: the engine refuses this record: ${error.message}`,
    });
  }
}
