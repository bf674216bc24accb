/** Keys of records that are copies of entries, made when somebody looks: nobody's truth, and free to be deleted. */
export const NEAR_PREFIX = 'wi-near:';
export const FAR_PREFIX = 'wi-far:';
export const COPY_PREFIXES: readonly string[] = [NEAR_PREFIX, FAR_PREFIX];
