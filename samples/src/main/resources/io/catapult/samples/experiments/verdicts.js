/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** What both pages say of a check. */
const Verdicts = (() => {
  const TONES = { pass: "good", fail: "bad", "not measured": "plain" };

  /** A failure that was investigated has the finding as its reason. */
  const isFinding = (check) => check.outcome === "fail" && Boolean(check.finding);

  return {
    tone: (one) => TONES[one.outcome],
    isFinding,
    words: (check) => (isFinding(check) ? "does not reproduce" : check.outcome),
    isOpen: (experiment) => experiment.checks.some((check) => check.outcome === "fail" && !check.finding)
  };
})();
