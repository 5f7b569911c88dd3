import type { Clock } from "@chronos-job/core";

/** What cannot be read now, because files have run out, is read later: nothing may be concluded from that. */
export async function persistently<T>(look: () => Promise<T>, clock: Clock): Promise<T> {
	for (;;) {
		try {
			// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
			return await look();
		} catch {
			// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
			await clock.sleep(retryMs);
		}
	}
}

const retryMs = 250;
