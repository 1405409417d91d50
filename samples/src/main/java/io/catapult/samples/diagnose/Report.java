/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A diagnosis for a person to read. */
final class Report {

  private static final int SHOWN = 10;

  private final PrintWriter out;
  private final Findings findings;

  Report(PrintWriter out, Findings findings) {
    this.out = out;
    this.findings = findings;
  }

  void print() {
    DiagnosisKey.Part part = null;
    for (DiagnosisKey key : DiagnosisKey.values()) {
      if (key != DiagnosisKey.NOTES && findings.get(key).isPresent()) {
        if (part != key.part()) {
          out.println((part == null ? "" : System.lineSeparator()) + key.part().title());
          part = key.part();
        }
        String value = text(findings.get(key).get());
        out.printf(Locale.ROOT, "  %-33s %s%n", key.label(), value);
      }
    }
    if (findings.get(DiagnosisKey.VERDICT).isPresent()) {
      printRule();
    }
    findings.get(DiagnosisKey.NOTES).ifPresent(notes -> printNotes((List<?>) notes));
    out.flush();
  }

  private static String text(Object value) {
    if (value instanceof double[] numbers) {
      String shown =
          Arrays.stream(numbers)
              .limit(SHOWN)
              .mapToObj(Report::number)
              .collect(Collectors.joining(", "));
      return numbers.length > SHOWN ? shown + ", .. (" + numbers.length + ")" : shown;
    }
    if (value instanceof List<?> entries) {
      return entries.stream()
          .map(entry -> (Map<?, ?>) entry)
          .map(entry -> "[" + entry.get("index") + "] " + number((double) entry.get("value")))
          .collect(Collectors.joining(", "));
    }
    return value instanceof Double number ? number(number) : value.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }

  private void printRule() {
    out.printf(
        Locale.ROOT,
        "%nThe verdict: below the critical rate training is stable; up to about %.0f times it, the"
            + " loss%nrises and falls again (a catapult); beyond, it diverges. The upper bound is a"
            + " rule of thumb:%nnetworks with ReLU have catapulted up to about 4 to 6 times it.%n",
        Verdict.LARGEST_RATIO);
  }

  private void printNotes(List<?> notes) {
    out.println();
    notes.forEach(note -> out.println("Note: " + note + "."));
  }
}
