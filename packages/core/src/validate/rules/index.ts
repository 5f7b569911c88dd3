import type { Rule } from "../rule.ts";
import { argumentsNewline } from "./arguments-newline.ts";
import { argumentsSemicolon } from "./arguments-semicolon.ts";
import { argumentsSlash } from "./arguments-slash.ts";
import { argumentsTooLong } from "./arguments-too-long.ts";
import { commandMissing } from "./command-missing.ts";
import { commandShellFalseArguments } from "./command-shell-false-arguments.ts";
import { commandUrl } from "./command-url.ts";
import { constraintArity } from "./constraint-arity.ts";
import { constraintOperator } from "./constraint-operator.ts";
import { constraintRegex } from "./constraint-regex.ts";
import { containerCase } from "./container-case.ts";
import { containerNetwork } from "./container-network.ts";
import { containerNetworkMesos } from "./container-network-mesos.ts";
import { containerNoImage } from "./container-no-image.ts";
import { containerParametersMesos } from "./container-parameters-mesos.ts";
import { containerType } from "./container-type.ts";
import { environmentDuplicate } from "./environment-duplicate.ts";
import { environmentMap } from "./environment-map.ts";
import { environmentShadowed } from "./environment-shadowed.ts";
import { fetchWithUris } from "./fetch-with-uris.ts";
import { fieldCoerced } from "./field-coerced.ts";
import { fieldCounter } from "./field-counter.ts";
import { fieldForeign } from "./field-foreign.ts";
import { fieldMissing } from "./field-missing.ts";
import { fieldNullDefault } from "./field-null-default.ts";
import { fieldNull } from "./field-null.ts";
import { fieldQuoted } from "./field-quoted.ts";
import { fieldType } from "./field-type.ts";
import { fieldUnknown } from "./field-unknown.ts";
import { gpusDocker } from "./gpus-docker.ts";
import { imageScheme } from "./image-scheme.ts";
import { imageSpace } from "./image-space.ts";
import { imageTag } from "./image-tag.ts";
import { jobWrapped } from "./job-wrapped.ts";
import { nameDuplicate } from "./name-duplicate.ts";
import { nameInvalid } from "./name-invalid.ts";
import { nameMissing } from "./name-missing.ts";
import { nameReserved } from "./name-reserved.ts";
import { nameTooLong } from "./name-too-long.ts";
import { networkProtocol } from "./network-protocol.ts";
import { parentsCycle } from "./parents-cycle.ts";
import { parentsElsewhere } from "./parents-elsewhere.ts";
import { parentsEmpty } from "./parents-empty.ts";
import { parentsInvalid } from "./parents-invalid.ts";
import { parentsMissing } from "./parents-missing.ts";
import { parentsSelf } from "./parents-self.ts";
import { placeholderLeft } from "./placeholder-left.ts";
import { resourcesInvalid } from "./resources-invalid.ts";
import { resourcesUnit } from "./resources-unit.ts";
import { resourcesZero } from "./resources-zero.ts";
import { retriesNegative } from "./retries-negative.ts";
import { scheduleDstGap } from "./schedule-dst-gap.ts";
import { scheduleEndlessNow } from "./schedule-endless-now.ts";
import { scheduleFiniteWithRetries } from "./schedule-finite-with-retries.ts";
import { scheduleMonthEnd } from "./schedule-month-end.ts";
import { scheduleMonthsOrMinutes } from "./schedule-months-or-minutes.ts";
import { scheduleNegativePeriod } from "./schedule-negative-period.ts";
import { scheduleNeverFires } from "./schedule-never-fires.ts";
import { scheduleNoDate } from "./schedule-no-date.ts";
import { scheduleNoOffset } from "./schedule-no-offset.ts";
import { scheduleOutOfRange } from "./schedule-out-of-range.ts";
import { scheduleShortPeriod } from "./schedule-short-period.ts";
import { scheduleSubSecond } from "./schedule-sub-second.ts";
import { scheduleUnknownZone } from "./schedule-unknown-zone.ts";
import { scheduleUnparsable } from "./schedule-unparsable.ts";
import { scheduleWithParents } from "./schedule-with-parents.ts";
import { scheduleZeroPeriod } from "./schedule-zero-period.ts";
import { scheduleZoneAndOffset } from "./schedule-zone-and-offset.ts";
import { scheduleZoneIgnored } from "./schedule-zone-ignored.ts";
import { scheduleZoneWithoutStart } from "./schedule-zone-without-start.ts";
import { secretInText } from "./secret-in-text.ts";
import { volumeMode } from "./volume-mode.ts";
import { volumePathTypo } from "./volume-path-typo.ts";
import { volumeRelativePath } from "./volume-relative-path.ts";

/** What can be said of files alone, by code. A new rule is its file, its samples and one line here. */
export const rules: readonly Rule[] = [
	argumentsNewline,
	argumentsSemicolon,
	argumentsSlash,
	argumentsTooLong,
	commandMissing,
	commandShellFalseArguments,
	commandUrl,
	constraintArity,
	constraintOperator,
	constraintRegex,
	containerCase,
	containerNetwork,
	containerNetworkMesos,
	containerNoImage,
	containerParametersMesos,
	containerType,
	environmentDuplicate,
	environmentMap,
	environmentShadowed,
	fetchWithUris,
	fieldCoerced,
	fieldCounter,
	fieldForeign,
	fieldMissing,
	fieldNull,
	fieldNullDefault,
	fieldQuoted,
	fieldType,
	fieldUnknown,
	gpusDocker,
	imageScheme,
	imageSpace,
	imageTag,
	jobWrapped,
	nameDuplicate,
	nameInvalid,
	nameMissing,
	nameReserved,
	nameTooLong,
	networkProtocol,
	parentsCycle,
	parentsElsewhere,
	parentsEmpty,
	parentsInvalid,
	parentsMissing,
	parentsSelf,
	placeholderLeft,
	resourcesInvalid,
	resourcesUnit,
	resourcesZero,
	retriesNegative,
	scheduleDstGap,
	scheduleEndlessNow,
	scheduleFiniteWithRetries,
	scheduleMonthEnd,
	scheduleMonthsOrMinutes,
	scheduleNegativePeriod,
	scheduleNeverFires,
	scheduleNoDate,
	scheduleNoOffset,
	scheduleOutOfRange,
	scheduleShortPeriod,
	scheduleSubSecond,
	scheduleUnknownZone,
	scheduleUnparsable,
	scheduleWithParents,
	scheduleZeroPeriod,
	scheduleZoneAndOffset,
	scheduleZoneIgnored,
	scheduleZoneWithoutStart,
	secretInText,
	volumeMode,
	volumePathTypo,
	volumeRelativePath,
];
