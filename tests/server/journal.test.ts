/** @module The journal keeps what it acknowledged through any crash, and never passes damage off as a shorter journal. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabError } from '../../server/core/lab-error.ts';
import { Journal } from '../../server/runs/journal.ts';
import type { ActionEntry, JournalEntry } from '../../server/runs/journal-entry.ts';
import { readJournal } from '../../server/runs/journal-reader.ts';
import { MemoryDisk } from './support/memory-disk.ts';

const PATH = '/data/journal.jsonl';

function entry(sequence: number): ActionEntry {
  return {
    type: 'action',
    sequence,
    atUs: sequence * 1_000,
    action: { type: 'stop-noise', noise: sequence },
    clientId: `c${sequence}`,
  };
}

async function written(count: number): Promise<{ disk: MemoryDisk; bytes: Uint8Array }> {
  const disk = new MemoryDisk();
  const journal = await Journal.create(disk, PATH);
  await Promise.all(Array.from({ length: count }, (_, sequence) => journal.append(entry(sequence))));
  await journal.close();
  return { disk, bytes: await disk.read(PATH) };
}

function sequences(entries: readonly JournalEntry[]): number[] {
  return entries.map((found) => (found.type === 'action' ? found.sequence : -1));
}

describe('journal', () => {
  it('keeps entries in order, and those of one moment share a commit', async () => {
    const { disk, bytes } = await written(50);
    const content = readJournal(bytes, 'journal');
    expect(sequences(content.entries)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(content.damage).toBeUndefined();
    // One create, one write, one sync: fifty entries cost what one costs.
    expect(disk.operations).toBe(3);
  });

  it('acknowledges only after the sync: a power cut takes nothing that was acknowledged', async () => {
    for (const keep of [0, 0.3, 0.7, 1]) {
      const disk = new MemoryDisk();
      await disk.makeFolder('/data');
      const journal = await Journal.create(disk, PATH);
      await disk.syncFolder('/data');
      const acked: number[] = [];
      for (let i = 0; i < 5; i++) await journal.append(entry(i)).then(() => acked.push(i));
      disk.beforeSync = () => new Promise<void>(() => undefined);
      void journal.append(entry(5)).then(() => acked.push(5));
      await new Promise((resolve) => setImmediate(resolve));
      const after = disk.afterPowerCut(keep);
      const opened = await Journal.open(after, PATH, 'journal');
      expect(acked).toEqual([0, 1, 2, 3, 4]);
      expect(sequences(opened.content.entries).slice(0, 5)).toEqual(acked);
      expect(opened.content.damage).toBeUndefined();
    }
  });

  it('cuts a torn tail at every byte, keeps every whole line, and goes on writing', async () => {
    const { bytes } = await written(3);
    const whole = [...bytes.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1);
    for (let length = 0; length <= bytes.length; length++) {
      const disk = new MemoryDisk();
      disk.plant(PATH, bytes.slice(0, length));
      const { content, journal } = await Journal.open(disk, PATH, 'journal');
      // A line that lacks only its newline is whole.
      const expected = whole.filter((end) => end <= length + 1).length;
      expect(content.damage).toBeUndefined();
      expect(content.entries.length).toBe(expected);
      await journal?.append(entry(expected));
      await journal?.close();
      const again = readJournal(await disk.read(PATH), 'journal');
      expect(again.damage).toBeUndefined();
      expect(sequences(again.entries)).toEqual(Array.from({ length: expected + 1 }, (_, i) => i));
    }
  });

  it('takes zero bytes behind the last line for a write that the power cut', async () => {
    const { bytes } = await written(2);
    const padded = new Uint8Array(bytes.length + 512);
    padded.set(bytes);
    const content = readJournal(padded, 'journal');
    expect(content.damage).toBeUndefined();
    expect([content.entries.length, content.tornBytes]).toEqual([2, 512]);
  });

  it('notices every flipped bit, names the file and the line, and keeps nothing behind it', async () => {
    const { bytes } = await written(4);
    const lineOf = (at: number): number => bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const { damage, entries } = readJournal(flipped, 'runs/x/journal.jsonl');
      if (!damage) throw new TypeError(`bit ${bit} went unnoticed`);
      const line = lineOf(bit >> 3);
      expect(damage.path).toBe(`runs/x/journal.jsonl:${line}`);
      expect(entries.length).toBe(line - 1);
    }
  });

  it('notices swapped, repeated, removed and foreign lines', async () => {
    const { bytes } = await written(5);
    const lines = new TextDecoder().decode(bytes).split('\n').slice(0, -1);
    const other = new TextDecoder()
      .decode((await written(6)).bytes)
      .split('\n')[5]!
      .replace('"c5"', '"c9"');
    const read = (changed: string[]) => readJournal(new TextEncoder().encode(`${changed.join('\n')}\n`), 'j');
    expect(read([lines[1]!, lines[0]!, ...lines.slice(2)]).damage?.path).toBe('j:1');
    expect(read([...lines, lines[4]!]).damage?.path).toBe('j:6');
    expect(read([...lines.slice(0, 2), ...lines.slice(3)]).damage?.path).toBe('j:3');
    expect(read([...lines, other]).damage?.path).toBe('j:6');
    expect(read([`\ufeff${lines[0]}`, ...lines.slice(1)]).damage?.path).toBe('j:1');
  });

  it('survives the refusal of any one disk operation: what was acknowledged is there, what was refused is not', async () => {
    for (let refuseAt = 2; refuseAt < 30; refuseAt++) {
      const disk = new MemoryDisk();
      const journal = await Journal.create(disk, PATH);
      disk.refuseAt = refuseAt;
      const acked: string[] = [];
      for (let i = 0; i < 8; i++) {
        const next = { ...entry(acked.length), clientId: `try${i}` };
        try {
          await journal.append(next);
          acked.push(next.clientId);
        } catch (error) {
          expect(error).toBeInstanceOf(LabError);
        }
      }
      for (const after of [disk.afterKill(), disk]) {
        const content = readJournal(await after.read(PATH), 'journal');
        expect(content.damage).toBeUndefined();
        expect(content.entries.map((found) => (found.type === 'action' ? found.clientId : ''))).toEqual(acked);
      }
    }
  });

  it('refuses what waited behind a refused entry, because it was stamped as if that stood', async () => {
    const disk = new MemoryDisk();
    const journal = await Journal.create(disk, PATH);
    await journal.append(entry(0));
    disk.refuseAt = disk.operations + 1;
    const first = journal.append(entry(1));
    await Promise.resolve();
    const second = journal.append(entry(2));
    const results = await Promise.allSettled([first, second]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await journal.append(entry(1));
    expect(sequences(readJournal(await disk.read(PATH), 'j').entries)).toEqual([0, 1]);
  });

  it('reads back whatever text it was given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 8 }), async (texts) => {
        const disk = new MemoryDisk();
        const journal = await Journal.create(disk, PATH);
        const entries = texts.map((clientId, sequence) => ({ ...entry(sequence), clientId }));
        for (const next of entries) await journal.append(next);
        const content = readJournal(await disk.read(PATH), 'j');
        expect(content.damage).toBeUndefined();
        expect(content.entries).toEqual(entries);
      }),
      { seed: 20261124, numRuns: process.env.TENANTLAB_LONG ? 2_000 : 200 },
    );
  });
});
