// `npm start`: installs what is missing with whatever Node runs this, then serves the site under the pinned Node.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { forgeNode, installPackages, root } from './bootstrap.mjs';

installPackages();
const args = ['--disable-warning=ExperimentalWarning', path.join(root, 'local/cli/start.ts'), ...process.argv.slice(2)];
const child = spawn(forgeNode, args, { stdio: 'inherit' });
// Waits for the site to stop by itself, whoever was told to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
