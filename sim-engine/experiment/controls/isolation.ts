/** @module Which isolation model holds from the beginning. */
import type { ControlKind } from './control.ts';

export const isolation: ControlKind = {
  id: 'isolation',
  title: 'Isolation model',
  summary: 'The isolation model that holds from the beginning of the run.',
  targets: 'nothing',
  settings: 'isolation',
  ofOperation: false,
  settle: (world, _control, { choice }) => (choice === undefined ? world : { ...world, isolation: choice }),
};
