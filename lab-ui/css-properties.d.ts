/** @module Custom properties that components set through the style object (CSSOM, which the CSP allows). */
import 'react';

declare module 'react' {
  interface CSSProperties {
    '--filled'?: string;
  }
}
