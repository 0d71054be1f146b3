/** The dependency rules of ARCHITECTURE.md. @type {import('dependency-cruiser').IConfiguration} */
const test = '\\.test\\.ts$|/test-[^/]+\\.ts$';

const forbid = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }, 'Import cycles make load order matter.'),
    forbid(
      'runtime-stands-alone',
      { path: '^generator/runtime/', pathNot: test },
      { path: '^(generator/(compiler|cli|node|testing)|generated|handlers|scripts)/' },
      'Generated code links against the runtime, on edge hosts too.',
    ),
    forbid(
      'runtime-is-web-standard',
      { path: '^generator/runtime/', pathNot: test },
      { dependencyTypes: ['core'] },
      'No Node built-ins in the runtime.',
    ),
    forbid(
      'runtime-is-light',
      { path: '^generator/runtime/', pathNot: test },
      {
        path: 'node_modules/(yaml|ts-morph|typescript|handlebars|openapi-typescript|pino|commander|@hono|@modelcontextprotocol)/',
      },
      'A server loads none of these for the call path.',
    ),
    forbid(
      'source-knows-diagnostics-only',
      { path: '^generator/compiler/source/', pathNot: test },
      {
        path: '^generator/',
        pathNot: '^generator/(compiler/(source|diagnostics)/|runtime/(contract|schema/(suggest|equality))\\.ts)',
      },
    ),
    forbid(
      'check-reads-source-schema-model',
      { path: '^generator/compiler/check/', pathNot: test },
      {
        path: '^generator/',
        pathNot:
          '^generator/(compiler/(check|source|diagnostics|schema)/|compiler/diff/(codes|page)|compiler/model\\.ts|runtime/contract\\.ts|runtime/schema/)',
      },
    ),
    forbid(
      'schema-reads-source-only',
      { path: '^generator/compiler/schema/', pathNot: test },
      {
        path: '^generator/',
        pathNot: '^generator/(compiler/(schema|source|diagnostics)/|runtime/(contract|schema/equality)\\.ts)',
      },
    ),
    forbid(
      'diff-reads-the-model',
      { path: '^generator/compiler/diff/', pathNot: test },
      {
        path: '^generator/',
        pathNot: '^generator/(compiler/(diff|schema)/|compiler/model\\.ts|runtime/contract\\.ts|runtime/schema/)',
      },
      'Changes are found on checked specs alone.',
    ),
    forbid(
      'emitters-are-no-siblings',
      { path: '^generator/compiler/emit/([^/]+)/', pathNot: test },
      {
        path: '^generator/',
        pathNot:
          '^generator/(compiler/emit/$1/|compiler/emit/(emitter|text|spec-views)\\.ts|compiler/(model\\.ts|schema/)|runtime/contract\\.ts)',
      },
    ),
    forbid(
      'output-knows-emitter',
      { path: '^generator/compiler/output/', pathNot: test },
      { path: '^generator/', pathNot: '^generator/compiler/(output/|emit/(emitter|text)\\.ts|source/)' },
    ),
    forbid(
      'compiler-touches-nothing',
      { path: '^generator/compiler/', pathNot: `${test}|^generator/compiler/output/(disk|hold|generated-files)\\.ts$` },
      { path: '^(node:)?(fs|fs/promises|process|child_process|net|http|https)$' },
      'Files are values until output/disk.ts and the hold it takes.',
    ),
    forbid(
      'generated-links-runtime-only',
      { path: '^generated/' },
      { path: '^generator/', pathNot: '^generator/(runtime|testing)/' },
    ),
    forbid(
      'upstream-stands-on-the-runtime',
      { path: '^generator/upstream/', pathNot: test },
      { path: '^(generator/|generated|handlers|scripts)', pathNot: '^generator/(upstream|runtime)/' },
      'What imported handlers forward with needs no compiler.',
    ),
    forbid(
      'import-is-pure',
      { path: '^generator/import/', pathNot: test },
      { path: '^(node:)?(fs|fs/promises|process|child_process|net|http|https)$|^generator/(cli|node|testing)/' },
      'A source becomes files as values; the command reads and writes.',
    ),
    forbid(
      'testing-knows-the-server',
      { path: '^generator/testing/' },
      { path: '^generator/', pathNot: '^generator/(testing|runtime|node)/' },
      'What projects test with needs no compiler.',
    ),
    forbid(
      'handlers-stand-on-the-contract',
      { path: '^handlers/', pathNot: test },
      { path: '^(generator/|scripts/|generated/)', pathNot: '^(generator/runtime/|generated/contract\\.ts)' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|golden)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['diglot-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
