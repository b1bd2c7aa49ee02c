/** The engine agrees with queueing theory: the first half of the registry of oracles. */
import { oracleSuite } from './oracle-suite.ts';

oracleSuite(0);
