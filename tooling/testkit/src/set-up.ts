import { afterAll, beforeAll, beforeEach } from "vitest";

/** Makes what the tests of a suite share, and takes it away after them; they skip where it cannot be had. */
export function setUp(
	whyNot: string | undefined,
	make: (open: AsyncDisposableStack) => Promise<void> | void,
): AsyncDisposableStack {
	const open = new AsyncDisposableStack();
	beforeAll(async () => {
		if (whyNot === undefined) await make(open);
	});
	beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));
	afterAll(() => open.disposeAsync());
	return open;
}
