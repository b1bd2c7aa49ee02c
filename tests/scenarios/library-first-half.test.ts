/** @module The first half of the library's scenarios hold their proofs. */
import { librarySuite } from './library-suite.ts';

librarySuite(0);
