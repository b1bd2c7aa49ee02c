/** @module An action from the wire: its form is checked here, whether it may be done is checked by the engine. */
import { type Action, FAULT_TIERS, type FaultTarget } from '../../sim-engine/model/scenario.ts';
import { ID_CHARACTERS_MAX, NUMBER_MAX, parseChoice } from './parse-choice.ts';
import { type FieldReader, join, quote } from './parse-fields.ts';
import { parseLink } from './parse-link.ts';

/** A day: no scenario is longer. */
const DURATION_US_MAX = 24 * 3_600 * 1_000_000;

const POSITIVE = { min: Number.MIN_VALUE, max: NUMBER_MAX, integer: false };
const COUNT = { min: 1, max: NUMBER_MAX, integer: true };
const WHOLE = { min: 0, max: NUMBER_MAX, integer: true };
const MOMENT = { min: 0, max: DURATION_US_MAX, integer: true };
const DURATION = { min: 1, max: DURATION_US_MAX, integer: true };

const KEYS: Readonly<Record<Action['type'], readonly string[]>> = {
  'inject-noise': ['type', 'tenant', 'noise', 'fromUs', 'forUs'],
  'stop-noise': ['type', 'noise'],
  'inject-fault': ['type', 'fault', 'target', 'forUs'],
  'switch-isolation': ['type', 'model'],
  'set-limit': ['type', 'tenant', 'limitPerSec', 'limitBurst'],
  'set-limiter': ['type', 'tenant', 'limiter'],
  'clear-limit': ['type', 'tenant'],
  'set-client': ['type', 'tenant', 'client'],
  'set-balancing': ['type', 'policy'],
  answer: ['type', 'question', 'answer'],
};

/**
 * @param reader  collects what is wrong
 * @param value   anything
 * @param path    where it stands in the message
 * @returns the action; to be used only if the reader has no issues
 */
export function parseAction(reader: FieldReader, value: unknown, path: string): Action | undefined {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (!isActionType(type)) {
    reader.add('unknown-action', join(path, 'type'), `found ${quote(type)}, expected ${Object.keys(KEYS).join(', ')}`);
    return undefined;
  }
  const fields = reader.object(value, path, KEYS[type]);
  if (!fields) return undefined;
  const text = (key: string): string => reader.text(fields, key, path, ID_CHARACTERS_MAX);
  switch (type) {
    case 'inject-noise':
      return {
        type,
        tenant: text('tenant'),
        noise: parseChoice(reader, fields.noise, join(path, 'noise')),
        ...(Object.hasOwn(fields, 'fromUs') ? { fromUs: reader.number(fields, 'fromUs', path, MOMENT) } : {}),
        forUs: reader.number(fields, 'forUs', path, DURATION),
      };
    case 'stop-noise':
      return { type, noise: reader.number(fields, 'noise', path, WHOLE) };
    case 'inject-fault':
      return {
        type,
        fault: parseChoice(reader, fields.fault, join(path, 'fault')),
        target: parseTarget(reader, fields.target, join(path, 'target')),
        forUs: reader.number(fields, 'forUs', path, DURATION),
      };
    case 'switch-isolation':
      return { type, model: parseChoice(reader, fields.model, join(path, 'model')) };
    case 'set-limit':
      return {
        type,
        tenant: text('tenant'),
        limitPerSec: reader.number(fields, 'limitPerSec', path, POSITIVE),
        limitBurst: reader.number(fields, 'limitBurst', path, POSITIVE),
      };
    case 'set-limiter':
      return { type, tenant: text('tenant'), limiter: parseChoice(reader, fields.limiter, join(path, 'limiter')) };
    case 'clear-limit':
      return { type, tenant: text('tenant') };
    case 'set-client': {
      const client = parseLink(reader, fields.client, join(path, 'client'));
      return Object.hasOwn(fields, 'tenant') ? { type, tenant: text('tenant'), client } : { type, client };
    }
    case 'set-balancing':
      return { type, policy: text('policy') };
    case 'answer':
      return { type, question: text('question'), answer: text('answer') };
  }
}

function isActionType(type: unknown): type is Action['type'] {
  return typeof type === 'string' && Object.hasOwn(KEYS, type);
}

/** Which of the fields a fault needs is checked by the engine. */
function parseTarget(reader: FieldReader, value: unknown, path: string): FaultTarget {
  const fields = reader.object(value, path, ['tier', 'count', 'tenant']);
  if (!fields) return {};
  const has = (key: string): boolean => Object.hasOwn(fields, key);
  const written = has('tier') ? reader.text(fields, 'tier', path, ID_CHARACTERS_MAX) : undefined;
  const tier = FAULT_TIERS.find((each) => each === written);
  if (written !== undefined && tier === undefined) {
    reader.add('unknown-tier', join(path, 'tier'), `found ${quote(written)}, expected ${FAULT_TIERS.join(', ')}`);
  }
  return {
    ...(tier === undefined ? {} : { tier }),
    ...(has('count') ? { count: reader.number(fields, 'count', path, COUNT) } : {}),
    ...(has('tenant') ? { tenant: reader.text(fields, 'tenant', path, ID_CHARACTERS_MAX) } : {}),
  };
}
