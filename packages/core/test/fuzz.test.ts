import { expect, it } from "vitest";
import { fuzz } from "./fuzz.ts";

it("a thousand mutilated job files give findings inside their texts, never an exception", () => {
	const { documents, failures } = fuzz(1000, 20_261_121);
	expect(documents).toBe(1000);
	expect(failures).toEqual([]);
}, 60_000);
