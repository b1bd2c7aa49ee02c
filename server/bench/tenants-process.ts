/** @module A process of its own that runs 100,000 tenants and prints its peak memory. */
import { Network } from '../../sim-engine/index.ts';
import type { TenantsReport } from './scaling.ts';
import { groupsNet } from './workloads.ts';

const created = Network.create(groupsNet());
if (!created.ok) throw new RangeError(`bench: ${created.issues[0]?.message}`);
const network = created.value;
network.advanceTo(100_000_000);
const report: TenantsReport = { events: network.events, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 };
process.stdout.write(JSON.stringify(report));
