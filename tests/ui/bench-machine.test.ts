/** @module Every run state of the screen: which news leads where, and which commands are passed on in which state. */
import { describe, expect, it, vi } from 'vitest';
import { createActor, fromCallback } from 'xstate';
import { type BenchCommand, benchMachine } from '../../lab-ui/state/bench-machine.ts';
import type { RunStatus } from '../../sim-engine/protocol/messages.ts';

function startMachine() {
  const received = vi.fn();
  const link = fromCallback<BenchCommand>(({ receive }) => receive(received));
  const actor = createActor(benchMachine.provide({ actors: { link } })).start();
  const status = (value: RunStatus) => actor.send({ type: 'STATUS', status: value, issues: [] });
  return { actor, received, status };
}

const refusal = { code: 'x', path: '', message: 'Not so.' };

describe('bench machine', () => {
  it.each(['ready', 'running', 'paused', 'finished', 'failed'] as const)('shows %s when the run is', (value) => {
    const { actor, status } = startMachine();
    expect(actor.getSnapshot().value).toBe('connecting');
    status(value);
    expect(actor.getSnapshot().value).toBe(value);
  });

  it('reconnects from every live state, and comes back to where the run is by then', () => {
    for (const value of ['ready', 'running', 'paused'] as const) {
      const { actor, status } = startMachine();
      status(value);
      actor.send({ type: 'LOST' });
      expect(actor.getSnapshot().value).toBe('reconnecting');
      status('finished');
      expect(actor.getSnapshot().value).toBe('finished');
    }
  });

  it('does not fall out of finished or failed when the connection is cut', () => {
    for (const value of ['finished', 'failed'] as const) {
      const { actor, status } = startMachine();
      status(value);
      actor.send({ type: 'LOST' });
      expect(actor.getSnapshot().value).toBe(value);
    }
  });

  it('passes commands on only while the run can take them', () => {
    const { actor, received, status } = startMachine();
    const start = { type: 'CONTROL', control: { type: 'start' } } as const;
    actor.send(start);
    expect(received).not.toHaveBeenCalled();
    status('ready');
    actor.send(start);
    expect(received).toHaveBeenCalledTimes(1);
    actor.send({ type: 'LOST' });
    actor.send(start);
    status('finished');
    actor.send(start);
    expect(received).toHaveBeenCalledTimes(1);
  });

  it('keeps a refusal until the next command is taken or it is put away', () => {
    const { actor, status } = startMachine();
    status('running');
    actor.send({ type: 'ANSWERED', issues: [refusal], accepted: null });
    expect(actor.getSnapshot().context.refusals).toEqual([refusal]);
    actor.send({ type: 'DISMISS' });
    expect(actor.getSnapshot().context.refusals).toEqual([]);
  });

  it('fails with the reason when the run is gone', () => {
    const { actor } = startMachine();
    actor.send({ type: 'GONE', issues: [refusal] });
    expect(actor.getSnapshot().value).toBe('failed');
    expect(actor.getSnapshot().context.issues).toEqual([refusal]);
  });

  it('remembers the speed asked for until it is refused', () => {
    const { actor, status } = startMachine();
    status('running');
    actor.send({ type: 'CONTROL', control: { type: 'speed', speed: 6 } });
    expect(actor.getSnapshot().context.speedAsked).toBe(6);
    actor.send({ type: 'ANSWERED', issues: [refusal], accepted: null });
    expect(actor.getSnapshot().context.speedAsked).toBeNull();
  });
});
