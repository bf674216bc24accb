// Format, lint, types, build, tests: what every commit passes.
import { installPackages, run } from './bootstrap.mjs';

installPackages();
const steps = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['lint', 'oxlint', ['--deny-warnings']],
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['types of src', 'tsc', ['-p', 'src/tsconfig.json']],
  ['types of static/app', 'tsc', ['-p', 'static/app/tsconfig.json']],
  ['build', 'node', ['scripts/build-all.mjs']],
  ['tests', 'node', ['scripts/test.mjs', '--built']],
];
for (const [name, command, args] of steps) {
  console.log(`- ${name}`);
  const code = run(command, args);
  if (code !== 0) {
    console.error(`\nnpm run check stopped at: ${name}`);
    process.exit(code);
  }
}
