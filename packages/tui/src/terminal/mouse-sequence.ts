/** Makes a terminal report presses and the wheel, or leave them to itself again. */
export function mouseSequence(isOn: boolean): string {
	const end = isOn ? "h" : "l";
	return `\u001B[?1000${end}\u001B[?1006${end}`;
}
