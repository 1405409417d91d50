/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and lists as a person writes them. */
final class Words {

  private static final List<String> SMALL =
      List.of(
          "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  private static final List<String> ORDINALS = List.of("first", "second", "third");

  /** Narrow, and no line breaks there. */
  private static final char GROUP = '\u202F';

  private static final char MINUS = '\u2212';
  private static final int DIGITS = 3;
  private static final double GROUPED = 1e4;
  private static final double LARGE = 1e6;
  private static final double TINY = 1e-4;

  private Words() {}

  /** Up to twelve a word, else figures; 0 is "no". */
  static String number(long count) {
    return count >= 0 && count < SMALL.size() ? SMALL.get((int) count) : figures(count);
  }

  /** A count and its noun: no catapult, one catapult, two catapults. */
  static String count(long count, String noun) {
    return number(count) + " " + noun(count, noun);
  }

  /** The noun of a count: none and one take the singular. */
  static String noun(long count, String noun) {
    if (count <= 1) {
      return noun;
    }
    return noun.endsWith("ch") ? noun + "es" : noun + "s";
  }

  /** The place in an order, from 0. */
  static String ordinal(int place) {
    return ORDINALS.get(place);
  }

  /** A whole number in figures, from five on in groups of three. */
  static String figures(long count) {
    String plain =
        Math.abs(count) < GROUPED ? "" + count : String.format(Locale.ROOT, "%,d", count);
    return plain.replace(',', GROUP).replace('-', MINUS);
  }

  /** A number to three significant digits, without zeros at its end. */
  static String value(double value) {
    return value(value, DIGITS);
  }

  /** A number to some significant digits, without zeros at its end. */
  static String value(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "no finite number";
    }
    double size = Math.abs(value);
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(digits)).stripTrailingZeros();
    if (size != 0 && (size >= LARGE || size < TINY)) {
      return scientific(rounded);
    }
    return size >= GROUPED
        ? figures(rounded.longValue())
        : rounded.toPlainString().replace('-', MINUS);
  }

  private static String scientific(BigDecimal value) {
    int exponent = value.precision() - value.scale() - 1;
    String factor = value.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return (factor + "e" + exponent).replace('-', MINUS);
  }

  /** A share of a whole as a percentage; all and nothing only where they are. */
  static String percent(long part, long whole) {
    double percent = 100.0 * part / whole;
    if (part > 0 && percent < 0.1) {
      return "less than 0.1 %";
    }
    if (part < whole && percent > 99.9) {
      return "more than 99.9 %";
    }
    boolean isFine = percent < 10 || percent > 90;
    return plain(percent, isFine ? 1 : 0) + " %";
  }

  private static String plain(double value, int decimals) {
    return BigDecimal.valueOf(value)
        .setScale(decimals, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** How often: 45 of 760 updates (5.9 %). */
  static String share(long part, long whole, String noun) {
    String of = figures(whole) + " " + noun(whole, noun);
    if (part == 0) {
      return "none of " + of;
    }
    return part == whole
        ? (whole == 1 ? "the only " + noun : "all " + of)
        : "%s of %s (%s)".formatted(figures(part), of, percent(part, whole));
  }

  /** Steps in a sentence: step 3; steps 3, 33 and 70. */
  static String steps(List<Long> steps) {
    return (steps.size() == 1 ? "step " : "steps ")
        + list(steps.stream().map(Words::figures).toList());
  }

  /** A list in a sentence: a, b and c. */
  static String list(List<String> parts) {
    int last = parts.size() - 1;
    if (last <= 0) {
      return String.join("", parts);
    }
    return parts.subList(0, last).stream().collect(Collectors.joining(", "))
        + " and "
        + parts.get(last);
  }

  /** Begins a sentence. */
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }
}
