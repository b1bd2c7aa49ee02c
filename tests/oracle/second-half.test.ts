/** The engine agrees with queueing theory: the second half of the registry of oracles. */
import { oracleSuite } from './oracle-suite.ts';

oracleSuite(1);
