import { access } from "node:fs/promises";
import type { Job } from "@chronos-job/schemas";

/** Some engines make a directory that is not there, and the job then finds nothing in it. */
export async function findMissingVolume({ volumes }: NonNullable<Job["container"]>): Promise<string | undefined> {
	for (const { hostPath, external } of volumes) {
		if (external !== undefined || hostPath?.startsWith("/") !== true) continue;
		// oxlint-disable-next-line eslint/no-await-in-loop -- the first one is what counts
		if (await isMissing(hostPath)) return `the hostPath ${hostPath} is not on this machine`;
	}
	return undefined;
}

async function isMissing(path: string): Promise<boolean> {
	return access(path).then(
		() => false,
		(error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT",
	);
}
