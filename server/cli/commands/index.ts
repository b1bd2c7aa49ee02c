/** @module REGISTRY of commands: one line per command, in the order of the help. */
import type { RegisterCommand } from '../command.ts';
import { registerBench } from './bench.ts';
import { registerCertificate } from './certificate.ts';
import { registerCompare } from './compare.ts';
import { registerDocs } from './docs.ts';
import { registerGrade } from './grade.ts';
import { registerInterference } from './interference.ts';
import { registerList } from './list.ts';
import { registerMigrate } from './migrate.ts';
import { registerNew } from './new.ts';
import { registerOracle } from './oracle.ts';
import { registerPreview } from './preview.ts';
import { registerProof } from './proof.ts';
import { registerRegrade } from './regrade.ts';
import { registerReplay } from './replay.ts';
import { registerRun } from './run.ts';
import { registerSchema } from './schema.ts';
import { registerServe } from './serve.ts';
import { registerValidate } from './validate.ts';
import { registerVerify } from './verify.ts';

export const COMMANDS: readonly RegisterCommand[] = [
  registerServe,
  registerRun,
  registerReplay,
  registerCompare,
  registerInterference,
  registerGrade,
  registerRegrade,
  registerVerify,
  registerCertificate,
  registerValidate,
  registerPreview,
  registerMigrate,
  registerProof,
  registerList,
  registerSchema,
  registerDocs,
  registerNew,
  registerOracle,
  registerBench,
];
