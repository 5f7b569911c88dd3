/** Set for servers that this program started: what they print is for the one who started them. */
export const detachedMark = "CHRONOS_JOB_DETACHED";
