/** The oldest driver for Linux that runs what a CUDA toolkit has made. */
interface CudaRow {
	/** A major version where its minor ones run on the same drivers. */
	readonly cuda: string;
	readonly driver: string;
}

// https://docs.nvidia.com/deploy/cuda-compatibility/minor-version-compatibility.html, as of CUDA 13.
const ofMajors: readonly CudaRow[] = [
	{ cuda: "11", driver: "450.80.02" },
	{ cuda: "12", driver: "525.60.13" },
	{ cuda: "13", driver: "580" },
];

// https://docs.nvidia.com/cuda/archive/11.0/cuda-toolkit-release-notes/, table 2.
const ofMinors: readonly CudaRow[] = [
	{ cuda: "8.0", driver: "375.26" },
	{ cuda: "9.0", driver: "384.81" },
	{ cuda: "9.1", driver: "390.46" },
	{ cuda: "9.2", driver: "396.26" },
	{ cuda: "10.0", driver: "410.48" },
	{ cuda: "10.1", driver: "418.39" },
	{ cuda: "10.2", driver: "440.33" },
];

/** The oldest driver for a version like `12.4`; undefined for one that the table does not have. */
export function findOldestDriver(cuda: string): string | undefined {
	const [major = "", minor = "0"] = cuda.split(".");
	const isOf = ({ cuda: known }: CudaRow): boolean => known === major || known === `${major}.${minor}`;
	return [...ofMajors, ...ofMinors].find(isOf)?.driver;
}

/** Negative when the first is older; what is missing counts as nothing. */
export function compareVersions(a: string, b: string): number {
	const [as, bs] = [partsOf(a), partsOf(b)];
	const length = Math.max(as.length, bs.length);
	for (let index = 0; index < length; index += 1) {
		const difference = (as[index] ?? 0) - (bs[index] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}

function partsOf(version: string): readonly number[] {
	return version.split(".").map((part) => Number.parseInt(part, 10) || 0);
}
