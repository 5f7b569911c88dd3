import { constants, open } from "node:fs/promises";

/** Whether the kernel says that it killed something of a container at its memory limit; false where nobody may ask it. */
export async function wasStarved(containerId: string, kernelLog = "/dev/kmsg"): Promise<boolean> {
	try {
		// Without it, a read after the last record would wait for the next one.
		await using log = await open(kernelLog, constants.O_RDONLY | constants.O_NONBLOCK);
		const buffer = Buffer.alloc(mostBytes);
		for (;;) {
			// oxlint-disable-next-line eslint/no-await-in-loop -- each read follows the one before
			const { bytesRead } = await log.read(buffer, 0, mostBytes, null).catch(retryable);
			if (bytesRead === 0) return false;
			if (isAbout(buffer.toString("latin1", 0, Math.max(0, bytesRead)), containerId)) return true;
		}
	} catch {
		return false;
	}
}

// The kernel cuts records off there.
const mostBytes = 8192;

/** A record that was overwritten meanwhile is passed over; any other failure is the end. */
function retryable(error: unknown): { readonly bytesRead: number } {
	if (error instanceof Error && "code" in error && error.code === "EPIPE") return { bytesRead: -1 };
	throw error;
}

// What comes after `oom_memcg` is whose limit it was; kernels before 5.0 have a sentence instead.
const limited = /(?:\boom_memcg=|as a result of limit of )([^,\s]+)/g;

function isAbout(text: string, containerId: string): boolean {
	return [...text.matchAll(limited)].some(([, group = ""]) => group.includes(containerId));
}
