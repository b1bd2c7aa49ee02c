/** Who may import whom; every rule carries its reason. */
module.exports = {
  forbidden: [
    {
      name: 'engine-stands-alone',
      comment: 'The engine runs in a server, a worker and a browser alike: it imports nothing outside itself.',
      severity: 'error',
      from: { path: '^sim-engine/' },
      to: { pathNot: '^sim-engine/' },
    },
    {
      name: 'kernel-knows-no-tenants',
      comment: 'The kernel is time, randomness and state; what they are used for lives further out.',
      severity: 'error',
      from: { path: '^sim-engine/kernel/' },
      to: { path: '^sim-engine/', pathNot: '^sim-engine/kernel/' },
    },
    {
      name: 'model-is-data',
      comment: 'The model is plain data that every side may read; it must not pull behaviour in.',
      severity: 'error',
      from: { path: '^sim-engine/model/' },
      to: { path: '^sim-engine/', pathNot: '^sim-engine/model/' },
    },
    {
      name: 'policies-are-leaves',
      comment: 'A policy sees the model and the kernel, never the world it acts in; that keeps a variant one file.',
      severity: 'error',
      from: { path: '^sim-engine/policies/[^/]+/' },
      to: { path: '^sim-engine/(system|run|network|grading)/' },
    },
    {
      name: 'theory-is-independent',
      comment: 'A closed form that shares code with the simulator proves nothing about it.',
      severity: 'error',
      from: { path: '^sim-engine/theory/' },
      to: { pathNot: '^sim-engine/theory/' },
    },
    {
      name: 'statistics-see-numbers',
      comment:
        'An interval is made from numbers and from random streams of its own; what they measure is not its business.',
      severity: 'error',
      from: { path: '^sim-engine/statistics/' },
      to: { pathNot: '^sim-engine/(statistics|kernel)/' },
    },
    {
      name: 'explanations-see-what-was-measured',
      comment:
        'An explanation is a function of measured parts of latencies; one that looked at noises, faults or the world would only repeat what was planted.',
      severity: 'error',
      from: { path: '^sim-engine/explain/' },
      to: { path: '^sim-engine/', pathNot: '^sim-engine/(explain|statistics|measure|kernel)/' },
    },
    {
      name: 'metrics-see-spans',
      comment: 'Metrics and conditions are functions of what was measured, not of the world.',
      severity: 'error',
      from: { path: '^sim-engine/grading/(metrics|combinations)/|^sim-engine/grading/(condition|span)\\.ts$' },
      to: { path: '^sim-engine/(system|run|network)/' },
    },
    {
      name: 'grading-sees-runs-from-outside',
      comment: 'A grade is computed from a run by what it reports; it never looks into the world.',
      severity: 'error',
      from: { path: '^sim-engine/grading/' },
      to: { path: '^sim-engine/(system|network|policies)/' },
    },
    {
      name: 'engine-does-not-grade',
      comment: 'A run measures its conditions; what they are worth to somebody is decided from outside.',
      severity: 'error',
      from: { path: '^sim-engine/', pathNot: '^sim-engine/(grading/|index\\.ts)' },
      to: {
        path: '^sim-engine/grading/',
        pathNot: '^sim-engine/grading/((metrics|combinations|questions)/|(condition|question-answer|span)\\.ts)',
      },
    },
    {
      name: 'comparison-sees-runs-from-outside',
      comment:
        'A command and a browser make the same comparison: it reads what runs report and what statistics make of it, never the world inside.',
      severity: 'error',
      from: { path: '^sim-engine/comparison/' },
      to: { path: '^sim-engine/(system|policies|network|grading|theory)/' },
    },
    {
      name: 'engine-does-not-compare',
      comment: 'A run knows nothing of another run; whoever has two of them compares them.',
      severity: 'error',
      from: { path: '^sim-engine/', pathNot: '^sim-engine/comparison/' },
      to: { path: '^sim-engine/comparison/' },
    },
    {
      name: 'schema-sees-model-and-registries',
      comment: 'Scenario files are data: their schema needs the model and the registries, no server and no Node.',
      severity: 'error',
      from: { path: '^scenarios/' },
      to: { path: '^(server|lab-ui|tests)/|^node:', dependencyTypesNot: ['npm'] },
    },
    {
      name: 'ui-never-imports-server',
      comment: 'What both sides share is the protocol; anything else would tie the screen to one server.',
      severity: 'error',
      from: { path: '^lab-ui/' },
      to: { path: '^(server|tests)/' },
    },
    {
      name: 'parser-stays-in-its-worker',
      comment:
        'The parser of scenarios and its schema library weigh more than a page: only the author’s text worker may load them. What they say are types. Courses and their Markdown are read on the server.',
      severity: 'error',
      from: { path: '^lab-ui/', pathNot: '^lab-ui/author/text-worker' },
      to: {
        path: '^scenarios/|(^|node_modules/)(zod|yaml|unified|remark-[a-z]+)(/|$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'page-asks-the-author-workers',
      comment: 'Imported, the workers would put parser and engine on the author’s page.',
      severity: 'error',
      from: { path: '^lab-ui/' },
      to: { path: '^lab-ui/author/(text|lab)-worker\\.ts', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'editor-is-the-authors',
      comment: 'CodeMirror and the zip library belong to the author’s pages; no learner loads them.',
      severity: 'error',
      from: { path: '^lab-ui/', pathNot: '^lab-ui/author/' },
      to: { path: '(^|node_modules/)(@codemirror|@lezer|fflate)(/|$)' },
    },
    {
      name: 'ui-shows-and-does-not-simulate',
      comment:
        'One truth: workers simulate, the page draws. It may read data, the wire, measures and closed forms; only four Web Workers execute anything: that of the replay room its run, that of the truth page the oracles, that of the author’s page a draft, that of a lesson its experiment. An oracle’s report is data, and statistics see numbers.',
      severity: 'error',
      from: {
        path: '^lab-ui/',
        pathNot:
          '^lab-ui/replay/(book|replay-worker|questions/)|^lab-ui/truth/(oracle-worker|warm-up-curve)|^lab-ui/author/lab-worker|^lab-ui/lesson/trial-worker',
      },
      to: {
        path: '^sim-engine/',
        pathNot:
          '^sim-engine/(model|protocol|measure|theory|statistics)/|^sim-engine/kernel/result|^sim-engine/oracle/oracle|^sim-engine/explain/explanation',
      },
    },
    {
      name: 'page-asks-the-replay-worker',
      comment:
        'The page gets answers from the replay worker as messages; importing its questions would put the engine on the page.',
      severity: 'error',
      from: { path: '^lab-ui/', pathNot: '^lab-ui/replay/(book|replay-worker|questions/)' },
      to: { path: '^lab-ui/replay/(book|replay-worker|questions/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-asks-the-oracle-worker',
      comment:
        'The same for the worker that runs the oracle set: imported, it would put engine and oracles on the page.',
      severity: 'error',
      from: { path: '^lab-ui/', pathNot: '^lab-ui/truth/oracle-worker' },
      to: { path: '^lab-ui/truth/(oracle-worker|warm-up-curve)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-asks-the-trial-worker',
      comment: 'The same for the worker that conducts a lesson’s experiment.',
      severity: 'error',
      from: { path: '^lab-ui/' },
      to: { path: '^lab-ui/lesson/trial-worker', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'three-comes-when-asked-for',
      comment: 'The library that draws in 3D weighs more than a page; only the scenes that need it may import it.',
      severity: 'error',
      from: { pathNot: '^lab-ui/space/' },
      to: { path: '(^|node_modules/)three(/|$)' },
    },
    {
      name: 'scenes-in-3d-are-loaded-late',
      comment: 'A static import of a scene in 3D would put it, and its library, into the first load of every bench.',
      severity: 'error',
      from: { path: '^lab-ui/', pathNot: '^lab-ui/space/' },
      to: { path: '^lab-ui/space/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'server-never-imports-ui',
      comment: 'The server serves the built files and knows nothing of how they are made.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(lab-ui|tests)/' },
    },
    {
      name: 'headless-is-headless',
      comment: 'Replay and grading must work where no server runs.',
      severity: 'error',
      from: { path: '^server/headless/' },
      to: { path: '^server/(http|socket|runs|workers)/|express|socket\\.io|piscina', reachable: true },
    },
    {
      name: 'workers-are-bare',
      comment: 'A simulation worker holds a run and nothing else; it must not even reach the network code.',
      severity: 'error',
      from: { path: '^server/workers/sim-worker' },
      to: { path: '^server/(http|socket|store)/|express|socket\\.io', reachable: true },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'Tests see everything; nothing may depend on them.',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one idea, or that an arrow points the wrong way.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
