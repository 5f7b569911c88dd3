/** Nothing can be told to an engine that has been closed. */
export class EngineClosedError extends Error {
	override readonly name = "EngineClosedError";

	constructor() {
		super("the server is stopping");
	}
}
