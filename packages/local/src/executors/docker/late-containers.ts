import type { Clock } from "@chronos-job/core";
import { discardContainer, type Discarding, isUnstarted } from "./discard-container.ts";

/** Containers that an engine may yet make for a server that is dead, and that nobody wants any more. */
export interface LateContainers {
	expect(nonce: string, container: Discarding): void;
	/** Somebody wants it after all; resolves when it is left alone. */
	forget(nonce: string): Promise<void>;
	/** Looks whether some have come. */
	discard(): Promise<void>;
}

export function createLateContainers(clock: Clock): LateContainers {
	const expected = new Map<string, Expected>();
	return {
		expect: (nonce, container) => {
			expected.set(nonce, { container, until: clock.now() + patienceMs, look: Promise.resolve() });
		},
		forget: async (nonce) => {
			const { look } = expected.get(nonce) ?? {};
			expected.delete(nonce);
			await look;
		},
		discard: async () => {
			const looks = [...expected].map(([nonce, one]) => {
				if (clock.now() > one.until) expected.delete(nonce);
				// An engine that does not answer is asked at the next look.
				one.look = one.look.then(() => discardLate(one.container)).catch(() => undefined);
				return one.look;
			});
			await Promise.all(looks);
		},
	};
}

interface Expected {
	readonly container: Discarding;
	readonly until: number;
	look: Promise<unknown>;
}

// By then even a busy engine has heard of the death of who asked.
const patienceMs = 60_000;

async function discardLate(container: Discarding): Promise<void> {
	const found = await container.client.findContainer(container.id);
	if (isUnstarted(found?.State?.Status)) await discardContainer(container);
}
