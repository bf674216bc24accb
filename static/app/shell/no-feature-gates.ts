/**
 * Stands in for Atlassian's feature gate client (see vite.config.ts): Atlaskit asks it for gates that an app has no part in, and all
 * that the client would do in our frame is to warn that there is no local storage. Each gate has its default: off.
 */
const gates = {
  initializeCompleted: (): boolean => false,
  checkGate: (): boolean => false,
  getExperimentValue: <T>(_experiment: string, _parameter: string, defaultValue: T): T => defaultValue,
};
export default gates;
