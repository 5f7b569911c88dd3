import { expect, it } from "vitest";
import { findProxy } from "./find-proxy.ts";

const proxy = "http://proxy:3128";

it.each([
	["http://a.example.org:4400", { http_proxy: proxy }, proxy],
	["http://a.example.org:4400", { HTTP_PROXY: proxy }, proxy],
	["http://a.example.org:4400", { HTTPS_PROXY: proxy }, undefined],
	["https://a.example.org", { HTTPS_PROXY: proxy }, proxy],
	["https://a.example.org", { https_proxy: "", HTTPS_PROXY: proxy }, proxy],
	["http://a.example.org", { http_proxy: proxy, no_proxy: "example.org" }, undefined],
	["http://a.example.org", { http_proxy: proxy, no_proxy: "b.org, .example.org" }, undefined],
	["http://a.example.org", { http_proxy: proxy, no_proxy: "ample.org" }, proxy],
	["http://A.example.org:4400", { http_proxy: proxy, NO_PROXY: "a.EXAMPLE.org:4400" }, undefined],
	["http://a.example.org:4400", { http_proxy: proxy, NO_PROXY: "a.example.org:80" }, proxy],
	["http://a.example.org", { http_proxy: proxy, NO_PROXY: "a.example.org:80" }, undefined],
	["http://a.example.org", { http_proxy: proxy, no_proxy: "*" }, undefined],
	["http://[::1]:4400/x", { http_proxy: proxy, no_proxy: "::1" }, undefined],
	["http://[::1]:4400/x", { http_proxy: proxy, no_proxy: "[::1]:4400" }, undefined],
	["unix:///run/server.sock", { http_proxy: proxy }, undefined],
])("requests to %s with %j go through %s", (url, env, expected) => {
	expect(findProxy(url, env)).toBe(expected);
});
