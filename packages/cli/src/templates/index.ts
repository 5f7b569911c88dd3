import { daily } from "./daily.ts";
import { dependent } from "./dependent.ts";
import { docker } from "./docker.ts";
import { gpuRecas } from "./gpu-recas.ts";
import { hello } from "./hello.ts";
import { python } from "./python.ts";
import type { Template } from "./template.ts";

/** Every template of `init`. A new one is its file and one line here. */
export const templates: readonly Template[] = [daily, dependent, docker, gpuRecas, hello, python];
