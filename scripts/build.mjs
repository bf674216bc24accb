// Builds what Forge would deploy (handlers, Custom UI) and the pages of the local site.
import { installPackages, run } from './bootstrap.mjs';

installPackages();
process.exit(run('node', ['scripts/build-all.mjs']));
