// What every command needs first: the packages of package-lock.json, and the Node release that Forge runs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

/** The Node binary that the packages pin (Forge's own release line), whatever runs this script. */
export const forgeNode = path.join(root, 'node_modules', 'node', 'bin', 'node');

/**
 * Installs the packages where they are missing or older than the lock file; exits with npm's code where that fails.
 * `npm ci` would be stricter, but refuses a lock file that a registry mirror made without other platforms' binaries.
 */
export const installPackages = () => {
  const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const stamp = path.join(root, 'node_modules', '.interlock-lock');
  if (existsSync(forgeNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing packages (once; about two minutes) ...');
  const { status } = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error(
      'npm install failed. Interlock needs the npm registry (or a mirror of it) once; then run the same command again.',
    );
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, lock);
};

/** Runs a command to its end with the pinned Node first on the path; gives its exit code. */
export const run = (command, args, options = {}) => {
  const PATH = [path.dirname(forgeNode), path.join(root, 'node_modules', '.bin'), process.env.PATH].join(
    path.delimiter,
  );
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    ...options,
    env: { ...process.env, ...options.env, PATH },
  });
  return status ?? 1;
};
