import { type Repair, repairStore, type StateDirectory } from "@chronos-job/local";

export function repairDatabase(
	{ path }: StateDirectory,
	options: { readonly now: number; readonly into?: string },
): Repair {
	return repairStore({ directory: path, ...options });
}
