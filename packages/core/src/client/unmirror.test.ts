import { type Job, readJob } from "@chronos-job/schemas";
import { expect, test } from "vitest";
import { unmirror } from "./unmirror.ts";

const file = (uri: string, more: object = {}) => ({ uri, executable: false, cache: false, extract: true, ...more });

test.each([
	["nothing", { uris: [], fetch: [] }, [0, 0]],
	["uris only, as 2.4 lists them", { uris: ["a"], fetch: [] }, [1, 0]],
	["the same twice", { uris: ["a", "b"], fetch: [file("a"), file("b")] }, [0, 2]],
	["more said under fetch", { uris: ["a"], fetch: [file("a", { cache: true })] }, [0, 1]],
	["other files", { uris: ["a"], fetch: [file("b")] }, [1, 1]],
	["another order", { uris: ["a", "b"], fetch: [file("b"), file("a")] }, [2, 2]],
	["more files", { uris: ["a"], fetch: [file("a"), file("b")] }, [1, 2]],
])("a job with %s keeps what says something", (_, files, left) => {
	const job = readJob({ name: "a", schedule: "R1//P1Y", ...files });
	const { uris, fetch } = unmirror(job as Job);
	expect([uris.length, fetch.length]).toEqual(left);
});
