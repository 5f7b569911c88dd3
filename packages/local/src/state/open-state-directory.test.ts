import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { checkStateDirectory, openStateDirectory } from "./open-state-directory.ts";
import { findStateDirectory } from "./state-directory.ts";

const at = (path: string) => findStateDirectory({ env: {}, cwd: "/", home: "/home/ada" }, path);
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe("a state directory", () => {
	it("is made for its owner alone", () => {
		using dir = tempDir();
		const state = at(join(dir.path, "a/b"));
		openStateDirectory(state, statSync(dir.path).uid);
		expect(modeOf(state.path)).toBe(0o700);
	});

	it.each([
		["others may write to it", 0o777, {}],
		["the group may write to it", 0o770, {}],
		["it holds other things and others may look into it", 0o755, { "thesis.tex": "" }],
	])("is refused when %s", (_, mode, files) => {
		using dir = tempDir(files);
		chmodSync(dir.path, mode);
		expect(() => openStateDirectory(at(dir.path), statSync(dir.path).uid)).toThrow(
			expect.objectContaining({ code: "local.state-refused" }),
		);
		expect(modeOf(dir.path)).toBe(mode);
	});

	it.each([0o777, 0o770])("is not even asked for its server when its mode is %o", (mode) => {
		using dir = tempDir();
		const { uid } = statSync(dir.path);
		checkStateDirectory(at(dir.path), uid);
		checkStateDirectory(at(join(dir.path, "missing")), uid);
		expect(() => checkStateDirectory(at(dir.path), uid + 1)).toThrow(/belongs to another user/);
		chmodSync(dir.path, mode);
		expect(() => checkStateDirectory(at(dir.path), uid)).toThrow(/others may write/);
	});

	it("is refused when it belongs to somebody else", () => {
		using dir = tempDir();
		expect(() => openStateDirectory(at(dir.path), statSync(dir.path).uid + 1)).toThrow(/belongs to another user/);
	});

	it("is refused where the path to it leads nowhere", () => {
		using dir = tempDir({ file: "" });
		symlinkSync("missing", join(dir.path, "link"));
		symlinkSync("loop", join(dir.path, "loop"));
		for (const path of ["file/state", "link", "link/state", "loop/state"]) {
			const refused = expect.objectContaining({ code: "local.state-refused" });
			expect(() => openStateDirectory(at(join(dir.path, path)), undefined), path).toThrow(refused);
		}
		expect(() => checkStateDirectory(at(join(dir.path, "loop/state")), undefined)).toThrow(/ELOOP/);
	});

	it.runIf(existsSync("/proc/self"))("is refused where nothing can be made", () => {
		expect(() => openStateDirectory(at("/proc/chronos-job/state"), undefined)).toThrow(
			/^the state directory \/proc\/chronos-job\/state cannot be used: .* \(E[A-Z]+\)$/,
		);
	});

	it("is refused when it is a file", () => {
		using dir = tempDir({ state: "" });
		expect(() => openStateDirectory(at(join(dir.path, "state")), undefined)).toThrow(
			expect.objectContaining({ code: "local.state-refused" }),
		);
	});

	it.each([{}, { "chronos.db": "" }])("is closed to others when it is new or ours", (files) => {
		using dir = tempDir();
		const path = join(dir.path, "state");
		mkdirSync(path);
		chmodSync(path, 0o755);
		for (const name of Object.keys(files)) dir.write(`state/${name}`, "");
		openStateDirectory(at(path), statSync(path).uid);
		expect(modeOf(path)).toBe(0o700);
	});
});
