/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** What both pages say of a check. */
const Verdicts = (() => {
  const TONES = { pass: "good", fail: "bad", "not measured": "plain" };

  /** What does not pass and was investigated has the finding as its reason. */
  const isFinding = (check) => check.outcome !== "pass" && Boolean(check.finding);

  return {
    tone: (one) => TONES[one.outcome],
    isFinding,
    words: (check) => (check.outcome === "fail" && check.finding ? "does not reproduce" : check.outcome),
    isOpen: (experiment) => experiment.checks.some((check) => check.outcome !== "pass" && !check.finding)
  };
})();
