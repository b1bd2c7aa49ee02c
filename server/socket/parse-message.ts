/** @module The trust boundary of the socket: whatever arrives becomes a message or issues, and never an exception. */
import type { Result } from '../../sim-engine/kernel/result.ts';
import {
  type ActionMessage,
  type Control,
  type ControlMessage,
  type FrameAck,
  type OpenMessage,
  type ParticlesMessage,
  PROTOCOL_VERSION,
  SPEED_MAX,
  SPEED_MIN,
} from '../../sim-engine/protocol/messages.ts';
import { parseAction } from './parse-action.ts';
import { FieldReader, type Fields, quote } from './parse-fields.ts';

const ID_CHARACTERS_MAX = 64;
const CLIENT_ID = /^[A-Za-z0-9_-]{1,64}$/;
const COUNT = { min: 0, max: 2 ** 31, integer: true };
const CONTROLS: readonly Control['type'][] = ['start', 'pause', 'resume', 'speed', 'finish'];

/** @param value  what came with `run:open` */
export function parseOpen(value: unknown): Result<OpenMessage> {
  const reader = new FieldReader();
  const fields = reader.object(value, '', ['protocol', 'runId', 'ticksHeld']);
  if (!fields) return { ok: false, issues: reader.issues };
  if (fields.protocol !== PROTOCOL_VERSION) {
    const found = quote(fields.protocol);
    reader.add('protocol-version', 'protocol', `found ${found}, expected ${PROTOCOL_VERSION}: reload the page`);
  }
  const runId = reader.text(fields, 'runId', '', ID_CHARACTERS_MAX);
  const ticksHeld = reader.number(fields, 'ticksHeld', '', COUNT);
  return done(reader, { protocol: PROTOCOL_VERSION, runId, ticksHeld });
}

/** @param value  what came with `run:control` */
export function parseControl(value: unknown): Result<ControlMessage> {
  const reader = new FieldReader();
  const fields = reader.object(value, '', ['runId', 'clientId', 'control']);
  if (!fields) return { ok: false, issues: reader.issues };
  const runId = reader.text(fields, 'runId', '', ID_CHARACTERS_MAX);
  const clientId = parseClientId(reader, fields);
  const control = parseControlKind(reader, fields.control);
  return control ? done(reader, { runId, clientId, control }) : { ok: false, issues: reader.issues };
}

/** @param value  what came with `run:action` */
export function parseActionMessage(value: unknown): Result<ActionMessage> {
  const reader = new FieldReader();
  const fields = reader.object(value, '', ['runId', 'clientId', 'action']);
  if (!fields) return { ok: false, issues: reader.issues };
  const runId = reader.text(fields, 'runId', '', ID_CHARACTERS_MAX);
  const clientId = parseClientId(reader, fields);
  const action = parseAction(reader, fields.action, 'action');
  return action ? done(reader, { runId, clientId, action }) : { ok: false, issues: reader.issues };
}

/** @param value  what came with `run:particles` */
export function parseParticles(value: unknown): Result<ParticlesMessage> {
  const reader = new FieldReader();
  const fields = reader.object(value, '', ['runId', 'shown']);
  if (!fields) return { ok: false, issues: reader.issues };
  const runId = reader.text(fields, 'runId', '', ID_CHARACTERS_MAX);
  const { shown } = fields;
  if (typeof shown !== 'boolean') reader.add('wrong-type', 'shown', `found ${quote(shown)}, expected true or false`);
  return done(reader, { runId, shown: shown === true });
}

/** @param value  what came with `frame:ack` */
export function parseFrameAck(value: unknown): Result<FrameAck> {
  const reader = new FieldReader();
  const fields = reader.object(value, '', ['runId', 'sequence']);
  if (!fields) return { ok: false, issues: reader.issues };
  const runId = reader.text(fields, 'runId', '', ID_CHARACTERS_MAX);
  const sequence = reader.number(fields, 'sequence', '', COUNT);
  return done(reader, { runId, sequence });
}

function parseClientId(reader: FieldReader, fields: Fields): string {
  const value = Object.hasOwn(fields, 'clientId') ? fields.clientId : undefined;
  if (typeof value === 'string' && CLIENT_ID.test(value)) return value;
  reader.add('bad-client-id', 'clientId', `found ${quote(value)}, expected 1 to 64 letters, digits, _ or -`);
  return '';
}

function parseControlKind(reader: FieldReader, value: unknown): Control | undefined {
  const given = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  const type = CONTROLS.find((control) => control === given);
  if (type === undefined) {
    reader.add('unknown-control', 'control.type', `found ${quote(given)}, expected ${CONTROLS.join(', ')}`);
    return undefined;
  }
  const fields = reader.object(value, 'control', type === 'speed' ? ['type', 'speed'] : ['type']);
  if (!fields) return undefined;
  if (type !== 'speed') return { type };
  const range = { min: SPEED_MIN, max: SPEED_MAX, integer: false };
  return { type, speed: reader.number(fields, 'speed', 'control', range) };
}

function done<T>(reader: FieldReader, value: T): Result<T> {
  return reader.issues.length === 0 ? { ok: true, value } : { ok: false, issues: reader.issues };
}
