import { describeChronos } from "@chronos-job/conformance";
import { deviationsOf } from "./deviations.ts";
import { manualChronos } from "./embedded-chronos.ts";

describeChronos({ ...manualChronos({ faithful: true }), deviations: deviationsOf({ faithful: true }) });
describeChronos({ ...manualChronos({ faithful: true, dialect: "2.x" }), deviations: deviationsOf({ faithful: true }) });
