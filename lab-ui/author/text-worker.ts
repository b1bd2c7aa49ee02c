/**
 * @module Entry of the text worker: reads scenario texts with the parser of command and server, completes and explains.
 *
 * The parser and its schema library are in this file alone: no page of a learner loads them.
 */
import { z } from 'zod';
import { completionsAt } from '../../scenarios/authoring/completions.ts';
import { hoverAt } from '../../scenarios/authoring/hover.ts';
import { readText } from '../../scenarios/authoring/read-text.ts';
import { SchemaWalk } from '../../scenarios/authoring/schema-walk.ts';
import { jsonSchemaOf } from '../../scenarios/schema/json-schema.ts';
import type { TextReply, TextRequest } from './text-messages.ts';

// The security policy allows no code from text, and the library would try to.
z.config({ jitless: true });

let made: SchemaWalk | undefined;
const walk = (): SchemaWalk => {
  made ??= new SchemaWalk(jsonSchemaOf('scenario') ?? {});
  return made;
};

function answer(request: TextRequest): TextReply['answer'] {
  switch (request.question) {
    case 'read': {
      const began = performance.now();
      return { ...readText(request.file, request.text), tookMs: performance.now() - began };
    }
    case 'complete':
      return completionsAt(walk(), request.text, request.offset);
    case 'hover':
      return hoverAt(walk(), request.text, request.offset);
  }
}

self.onmessage = ({ data }: MessageEvent<TextRequest>) => {
  self.postMessage({ id: data.id, answer: answer(data) } satisfies TextReply);
};
