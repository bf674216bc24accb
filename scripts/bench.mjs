// Measures everything that is promised, prints one table, writes bench/results.json.
import { installPackages, run } from './bootstrap.mjs';

installPackages();
if (run('node', ['scripts/build-all.mjs']) !== 0) process.exit(1);
process.exit(run('node', ['--expose-gc', '--max-old-space-size=6144', 'bench/run.ts', ...process.argv.slice(2)]));
