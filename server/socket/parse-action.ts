/** @module An action from the wire: its form is checked here, whether it may be done is checked by the engine. */
import type { Choice } from '../../sim-engine/model/registry.ts';
import { type Action, FAULT_TIERS, type FaultTarget } from '../../sim-engine/model/scenario.ts';
import { type FieldReader, join, quote } from './parse-fields.ts';

/** Ids of tenants, models and policies are shorter. */
const ID_CHARACTERS_MAX = 64;
/** Parameters of one variant; none has more than a handful. */
const PARAMS_MAX = 16;
/** A day: no scenario is longer. */
const DURATION_US_MAX = 24 * 3_600 * 1_000_000;
/** Far above any rate a scenario has; the engine checks what the scenario allows. */
const NUMBER_MAX = 1e9;

const POSITIVE = { min: Number.MIN_VALUE, max: NUMBER_MAX, integer: false };
const COUNT = { min: 1, max: NUMBER_MAX, integer: true };
const WHOLE = { min: 0, max: NUMBER_MAX, integer: true };
const DURATION = { min: 1, max: DURATION_US_MAX, integer: true };

const KEYS: Readonly<Record<Action['type'], readonly string[]>> = {
  'inject-noise': ['type', 'tenant', 'noise', 'forUs'],
  'stop-noise': ['type', 'noise'],
  'inject-fault': ['type', 'fault', 'target', 'forUs'],
  'switch-isolation': ['type', 'model'],
  'set-limit': ['type', 'tenant', 'limitPerSec', 'limitBurst'],
  'clear-limit': ['type', 'tenant'],
  'set-balancing': ['type', 'policy'],
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
    case 'clear-limit':
      return { type, tenant: text('tenant') };
    case 'set-balancing':
      return { type, policy: text('policy') };
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

function parseChoice(reader: FieldReader, value: unknown, path: string): Choice {
  const fields = reader.object(value, path, ['id', 'params']);
  if (!fields) return { id: '', params: {} };
  return { id: reader.text(fields, 'id', path, ID_CHARACTERS_MAX), params: parseParams(reader, fields.params, path) };
}

function parseParams(reader: FieldReader, value: unknown, path: string): Record<string, number> {
  const at = join(path, 'params');
  const params: Record<string, number> = {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reader.add('not-an-object', at, `found ${quote(value)}, expected an object of numbers`);
    return params;
  }
  const given = Object.entries(value);
  if (given.length > PARAMS_MAX) {
    reader.add('too-many-keys', at, `found ${given.length} parameters, expected at most ${PARAMS_MAX}`);
    return params;
  }
  for (const [name, number] of given) {
    if (!/^[a-z][A-Za-z0-9]{0,31}$/.test(name)) {
      reader.add('bad-name', at, `found ${quote(name)}, expected the name of a parameter`);
    } else if (typeof number !== 'number' || !Number.isFinite(number) || Math.abs(number) > NUMBER_MAX) {
      reader.add('bad-number', join(at, name), `found ${quote(number)}, expected a number up to ${NUMBER_MAX}`);
    } else {
      params[name] = number;
    }
  }
  return params;
}
