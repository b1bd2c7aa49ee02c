/** @module The built server with one scenario file in place of its library: `node serve-scenario.mjs FILE DATA`. */
import { loadScenario } from '../../dist/server/content/load-scenario.js';
import { startServer } from '../../dist/server/serve.js';

const [file, dataFolder] = process.argv.slice(2);
const loaded = loadScenario(file);
if (loaded.kind !== 'loaded') {
  for (const issue of loaded.issues) process.stderr.write(`${file}: ${issue.message}\n`);
  process.exit(1);
}
const { id, title, summary } = loaded.scenario;
const library = { get: (wanted) => (wanted === id ? loaded : undefined), list: () => [{ id, title, summary }] };
const server = await startServer({ port: 0, dataFolder }, { library });
process.stdout.write(`listening on ${server.url}\n`);
process.once('SIGTERM', () => void server.close());
