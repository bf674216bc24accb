// `npm start`: installs what is missing with whatever Node runs this, then serves the site under the pinned Node.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { forgeNode, installPackages, root } from './bootstrap.mjs';

const PARENT_CHECK_MS = 100;
const { ppid } = process;

installPackages();
const args = ['--disable-warning=ExperimentalWarning', path.join(root, 'local/cli/start.ts'), ...process.argv.slice(2)];
// Over the channel the site learns when this script is gone, however it ended.
const child = spawn(forgeNode, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
// Waits for the site to stop by itself, whoever was told to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npm hands a signal to the shell between it and this script, and that dies of it without a word.
if (process.env.npm_lifecycle_event === 'start') {
  setInterval(() => process.ppid === ppid || child.kill('SIGTERM'), PARENT_CHECK_MS).unref();
}
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
