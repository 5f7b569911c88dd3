import { expect, test } from "vitest";
import { parseWireAddress, shownAddress } from "./wire-address.ts";

test.each([
	["http://a:4400", { protocol: "http:", hostname: "a", port: "4400", prefix: "" }],
	["https://a/service/chronos/", { protocol: "https:", hostname: "a", port: "", prefix: "/service/chronos" }],
	["http://[::1]:80/", { hostname: "::1", port: "", prefix: "", origin: "http://[::1]" }],
	["unix:///run/a b.sock", { socketPath: "/run/a b.sock", origin: "http://localhost", prefix: "" }],
])("%s is an address", (base, address) => {
	expect(parseWireAddress(base)).toMatchObject(address);
});

test.each(["", "a:4400", "ftp://a", "unix://", "/v1", "http://"])("%j is none", (base) => {
	expect(parseWireAddress(base)).toBeUndefined();
});

test.each([
	["http://ada:secret@a:4400/x?y=z", "http://a:4400/x"],
	["unix:///run/a.sock", "unix:///run/a.sock"],
	["gopher://ada:secret@a", "gopher://a"],
])("%s is shown as %s", (base, shown) => {
	expect(shownAddress(base)).toBe(shown);
});
