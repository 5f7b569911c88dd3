import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { createDatabase, openDatabase } from "./database-file.ts";
import { migrations } from "./migrations.ts";

const steps = [
	...migrations,
	"CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('two')",
	"INSERT INTO notes SELECT text || ', three' FROM notes",
];

describe("the steps to a newer format", () => {
	it.each([1, 2, 3])("are done from format %i on, in their order and once", (version) => {
		using directory = tempDir();
		const file = join(directory.path, "x.db");
		createDatabase(file, steps.slice(0, version));
		for (const _ of [1, 2]) {
			const database = openDatabase(file, steps);
			expect(database.prepare("SELECT text FROM notes").all()).toMatchObject([{ text: "two" }, { text: "two, three" }]);
			expect(database.prepare("PRAGMA user_version").get()).toMatchObject({ user_version: 3 });
			database.close();
		}
	});

	it("are undone when one fails, and go on from there later", () => {
		using directory = tempDir();
		const file = join(directory.path, "x.db");
		createDatabase(file);
		const broken = [...steps.slice(0, 2), "INSERT INTO notes VALUES ('half'); INSERT INTO nowhere VALUES (1)"];
		expect(() => openDatabase(file, broken)).toThrow(/nowhere/);
		const database = openDatabase(file, steps);
		expect(database.prepare("SELECT text FROM notes").all()).toHaveLength(2);
		database.close();
	});

	it("cannot be taken back", () => {
		using directory = tempDir();
		const file = join(directory.path, "x.db");
		createDatabase(file, steps);
		expect(() => openDatabase(file)).toThrow("has format 3, and this chronos-job knows formats up to 1");
	});
});
