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
    for (DiagnosisKey key : DiagnosisKey.values()) {
      if (key != DiagnosisKey.NOTES && key != DiagnosisKey.VERDICT) {
        findings.get(key).ifPresent(value -> line(key, value));
      }
    }
    findings.get(DiagnosisKey.VERDICT).ifPresent(verdict -> printVerdict(verdict));
    findings.get(DiagnosisKey.NOTES).ifPresent(notes -> printNotes((List<?>) notes));
    out.flush();
  }

  private void line(DiagnosisKey key, Object value) {
    out.printf(Locale.ROOT, "%-30s %s%n", key.id(), text(value));
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

  private void printVerdict(Object verdict) {
    String by = findings.get(DiagnosisKey.VERDICT_BY).orElseThrow().toString();
    double ratio = findings.number(DiagnosisKey.VERDICT_RATIO).orElseThrow();
    double rate = findings.number(DiagnosisKey.RATE).orElseThrow();
    out.printf(
        Locale.ROOT,
        "%nA learning rate of %s %s: it is %s times the critical rate %s by the %s.%n"
            + "Below 1 training is stable, up to about %s the loss rises and falls again (a"
            + " catapult), beyond it diverges; the upper bound is a rule of thumb.%n",
        number(rate),
        verdict.equals(Verdict.STABLE.words()) ? "is " + verdict : verdict,
        number(ratio),
        number(rate / ratio),
        by,
        number(Verdict.LARGEST_RATIO));
  }

  private void printNotes(List<?> notes) {
    out.println();
    notes.forEach(note -> out.println("Note: " + note + "."));
  }
}
