/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.OptionalLong;

/**
 * What a rule counted.
 *
 * @param rule the rule
 * @param judged the number of updates that were measured for it: of a run that was measured now and
 *     then the count is a lower bound
 * @param catapults how many of them count over the whole run
 * @param untilBestValidation how many until the best validation loss, as the papers count; empty if
 *     it was never validated
 */
public record RuleCount(
    CatapultRule rule, long judged, long catapults, OptionalLong untilBestValidation) {}
