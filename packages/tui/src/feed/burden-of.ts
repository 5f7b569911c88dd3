/** How much longer than usual all jobs are not asked for: reading many of them takes both sides a while. */
export function burdenOf(size: number): number {
	return Math.max(1, size / usualSize);
}

const usualSize = 5000;
