import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';

// Atlaskit asks for Atlassian's feature gates; a local site has none, and every gate's default is off.
setBooleanFeatureFlagResolver(() => false);
