/** Prints a number as Java prints a double: `1` is `1.0`, ten million `1.0E7`, a ten-thousandth `1.0E-4`. */
export function javaDouble(value: number): string {
	if (!Number.isFinite(value)) return String(value);
	if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
	const size = Math.abs(value);
	return size >= 1e-3 && size < 1e7 ? plain(value) : scientific(value);
}

function plain(value: number): string {
	return Number.isInteger(value) ? `${value}.0` : String(value);
}

function scientific(value: number): string {
	const shortest = value.toExponential();
	// Java wants two digits, and of all such numbers the nearest: 4.9E-324, not 5.0E-324.
	const [digits, exponent] = (shortest.includes(".") ? shortest : value.toExponential(1)).split("e");
	return `${digits}E${Number(exponent)}`;
}
