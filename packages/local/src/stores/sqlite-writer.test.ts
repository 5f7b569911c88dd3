import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { createDatabase, openDatabase } from "./database-file.ts";
import { explained } from "./explain-failure.ts";
import { openHistory } from "./sqlite-history.ts";
import { openWriter } from "./sqlite-writer.ts";
import { append, jobNamed, recordOf, saveJob } from "./stored.samples.ts";

it("a commit for which there is no room stores nothing, and the next one works when there is", () => {
	using directory = tempDir();
	const file = join(directory.path, "x.db");
	createDatabase(file);
	using database = openDatabase(file);
	const write = openWriter(database);
	const large = jobNamed("large", { description: "x".repeat(500_000) });
	write([saveJob(recordOf(1, jobNamed("a"))), append(1)]);
	const before = openHistory(database).load();

	database.exec("PRAGMA max_page_count = 40");
	const commit = () =>
		explained(file, () => write([{ type: "job.remove", name: "a" }, saveJob(recordOf(2, large)), append(2)]));
	expect(commit).toThrow(expect.objectContaining({ code: "store.full" }));
	expect(commit).toThrow(expect.objectContaining({ code: "store.full" }));
	expect(openHistory(database).load()).toEqual(before);

	database.exec("PRAGMA max_page_count = 4000");
	commit();
	expect(openHistory(database).load()).toMatchObject({ jobs: [{ id: 2 }], lastEventId: 2 });
});
