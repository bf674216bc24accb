// The whole suite, browser tests included. Ends with "N passed, N failed".
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { installPackages, run } from './bootstrap.mjs';

const chromiumPaths = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const findChromium = () => chromiumPaths.find((file) => file !== undefined && existsSync(file));
const HOW_TO_GET_CHROMIUM =
  'Browser tests need Chromium. Debian or Ubuntu: apt-get install chromium. Elsewhere: install Chromium or Chrome and set CHROMIUM to its path.';

const installChromium = () => {
  if (findChromium() !== undefined) return;
  const onDebianAsRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!onDebianAsRoot) {
    console.error(HOW_TO_GET_CHROMIUM);
    process.exit(1);
  }
  console.log('Installing Chromium from Debian ...');
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (findChromium() === undefined) {
    console.error(HOW_TO_GET_CHROMIUM);
    process.exit(1);
  }
};

const args = process.argv.slice(2).filter((argument) => argument !== '--built');
installPackages();
const wantsAll = args.length === 0;
if (wantsAll) installChromium();
if (!process.argv.includes('--built') && run('node', ['scripts/build-all.mjs']) !== 0) process.exit(1);

const report = path.join(mkdtempSync(path.join(tmpdir(), 'interlock-')), 'jest.json');
const code = run('jest', ['--json', `--outputFile=${report}`, '--maxWorkers=2', ...args], {
  env: { CHROMIUM: findChromium() ?? '', NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
});
const {
  numPassedTests = 0,
  numFailedTests = 0,
  numFailedTestSuites = 0,
  numPendingTests = 0,
} = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
const failed = Math.max(numFailedTests, numFailedTestSuites, code === 0 ? 0 : 1);
console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);
