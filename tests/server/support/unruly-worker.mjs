/** @module A thread that does what it is asked to: answer, throw, end, run out of memory, or never come back. */

/** @param {{ do: string }} request */
export default async function answer(request) {
  switch (request.do) {
    case 'throw':
      throw new TypeError('asked to throw');
    case 'exit':
      return process.exit(7);
    case 'fill': {
      const kept = [];
      for (;;) kept.push(new Array(100_000).fill(kept.length));
    }
    case 'hang':
      for (;;);
    default:
      return { answered: request.do };
  }
}
