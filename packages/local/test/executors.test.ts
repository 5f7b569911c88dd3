import { executorWith } from "./attempts.ts";
import { describeExecutor } from "./describe-executor.ts";

describeExecutor("process", () => ({ open: (options) => executorWith(options), fields: {} }));
