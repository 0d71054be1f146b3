import { jsonText } from '../../compiler/emit/text.js';

/** How strictly a project is compiled: as the reference shop, to which a test holds it. */
export const tsconfig = jsonText({
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noPropertyAccessFromIndexSignature: false,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    isolatedModules: true,
    skipLibCheck: true,
    declaration: true,
    noEmit: true,
  },
  include: ['generated', 'handlers', 'scripts'],
  exclude: ['**/node_modules', '**/dist'],
});

/** What `diglot build` compiles. */
export const buildConfig = jsonText({
  extends: './tsconfig.json',
  compilerOptions: { noEmit: false, noEmitOnError: true, declaration: false, rootDir: '.', outDir: 'dist' },
  include: ['scripts/serve.ts', 'scripts/stdio.ts', 'handlers', 'generated'],
  exclude: ['**/*.test.ts', '**/test-*.ts', 'dist'],
});
