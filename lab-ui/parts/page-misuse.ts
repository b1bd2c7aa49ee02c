/** @module A part of the page used where it cannot work: an error of the programmer, never of the learner. */

/** Carries a kebab-case code beside its sentence. */
export class PageMisuse extends Error {
  override readonly name = 'PageMisuse';
  readonly code: string;

  /**
   * @param code     kebab-case, stable
   * @param message  what was expected and what was found
   */
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
