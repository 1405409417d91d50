/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import java.util.List;
import java.util.Set;

/**
 * The control law of {@link CriticalRateTracker}: observations in, rates out, plain numbers. It is
 * either below the critical rate or in an {@link Ascent} above it.
 */
final class CriticalRateControl {

  private final ControlSettings settings;
  private final MeasuringGap gap = new MeasuringGap();
  private final DecisionLog log = new DecisionLog();
  private final CalmGuard calm;
  private double multiple;
  private double aim;
  private double rate;
  private double critical = Double.NaN;
  private int done;
  private int attempts;
  private int failures;
  private long restUntil;
  private Ascent ascent;
  private WeightAction action = WeightAction.NONE;

  CriticalRateControl(ControlSettings settings) {
    this.settings = settings;
    this.multiple = settings.multiple();
    this.calm = new CalmGuard(settings.safeFraction());
  }

  Set<Need> needs(long step) {
    return settings.needs(probes(step));
  }

  private boolean probes(long step) {
    return ascent != null || failures > 0 || gap.due(step) || raises(step);
  }

  double rate() {
    return rate;
  }

  int catapults() {
    return done;
  }

  WeightAction weightAction() {
    return action;
  }

  List<Decision> takeDecisions() {
    return log.take();
  }

  void observe(Observation o) {
    action = WeightAction.NONE;
    double before = rate;
    boolean probed = probes(o.step());
    if (settings.usable(o, probed)) {
      failures = 0;
      critical = probed ? settings.withMomentum(o.criticalRate()) : critical;
      if (ascent == null) {
        stayBelow(o, probed);
      } else {
        ascend(o);
      }
    } else {
      fail(o);
    }
    rate = settings.limit(aim, before);
  }

  /** The critical rate that the coming update has to heed. */
  private double criticalNow(Observation o) {
    return settings.perBatch()
        ? Math.min(critical, settings.withMomentum(o.batchCriticalRate()))
        : critical;
  }

  private void stayBelow(Observation o, boolean probed) {
    if (probed) {
      gap.measured(o.step(), critical);
    }
    boolean risen = probed && calm.risen(o.loss());
    aim = calm.fraction() * criticalNow(o);
    if (risen) {
      say(
          o,
          "Lowered to %.3g, %.3g times the critical rate: the loss rose tenfold below it",
          aim,
          calm.fraction());
    } else if (raises(o.step())) {
      raise(o);
    }
  }

  private boolean raises(long step) {
    return wanted() && step >= restUntil;
  }

  private boolean wanted() {
    return done < settings.catapults() && attempts < settings.attempts();
  }

  private void raise(Observation o) {
    attempts++;
    ascent = new Ascent(o, critical);
    aim = multiple * criticalNow(o);
    action = settings.keepWeights() ? WeightAction.KEEP : WeightAction.NONE;
    say(
        o,
        "Raised to %.3g, %.3g times the critical rate, for catapult %d of %d",
        aim,
        multiple,
        done + 1,
        settings.catapults());
  }

  private void ascend(Observation o) {
    ascent.add(o, critical);
    if (!ascent.risen() && !ascent.lowered()) {
      waitForTheRise(o);
    } else if (!ascent.lowered()) {
      backOffIfDue(o);
    }
    if (ascent == null) {
      return;
    }
    if (ascent.lowered()) {
      aim = ControlSettings.RETREAT * criticalNow(o);
    }
    if (ascent.back(o.loss())) {
      if (ascent.lowered() || ascent.flattened(critical)) {
        finish(o);
      } else {
        ascent.waitAnew(o);
      }
    } else if (ascent.sinceLowered(o.step()) >= (ascent.risen() ? ControlSettings.HOPELESS : 1)) {
      abandon(o);
    } else if (settings.keepWeights() && o.loss() > settings.hopelessLoss(calm.firstLoss())) {
      soften();
      restore(o, "the loss is past saving");
    }
  }

  private void waitForTheRise(Observation o) {
    if (ascent.sinceAttempt(o.step()) < settings.patience()) {
      return;
    }
    if (aim * ControlSettings.FURTHER <= ControlSettings.MOST * criticalNow(o)) {
      aim *= ControlSettings.FURTHER;
      ascent.raisedFurther(o.step());
      say(o, "Raised further to %.3g: no rise in %d updates", aim, settings.patience());
    } else {
      attempts = settings.attempts();
      descend(o);
      say(
          o,
          "Gave up and lowered to %.3g: no rise at %.3g times the critical rate",
          aim,
          ControlSettings.MOST);
    }
  }

  private void backOffIfDue(Observation o) {
    String why = ascent.danger(o, critical, settings.highLoss(calm.firstLoss()));
    if (!why.isEmpty()) {
      ascent.lower(o.step());
      say(o, "Backed off to %.3g: %s", ControlSettings.RETREAT * criticalNow(o), why);
    }
  }

  private void finish(Observation o) {
    String words = ascent.summary(o, critical);
    boolean counts = ascent.flattened(critical);
    if (ascent.lowered() && critical < ascent.criticalBefore()) {
      soften();
    }
    descend(o);
    if (counts) {
      done++;
      say(o, "Catapult %d of %d is over: %s; now at %.3g", done, settings.catapults(), words, aim);
    } else {
      say(o, "No catapult, the network is no flatter: %s; now at %.3g", words, aim);
    }
    if (!wanted()) {
      say(o, "Stays at %.3g times the critical rate from here", calm.fraction());
    }
  }

  private void abandon(Observation o) {
    soften();
    if (settings.keepWeights() && ascent.risen()) {
      restore(o, "the loss did not come back");
    } else {
      boolean risen = ascent.risen();
      descend(o);
      say(
          o,
          risen
              ? "Stopped waiting for the loss to come back; goes on below the critical rate"
              : "Stays below the critical rate after the failed measurement");
    }
  }

  private void fail(Observation o) {
    failures++;
    if (ascent != null && settings.keepWeights() && (failures > 1 || Double.isInfinite(o.loss()))) {
      soften();
      restore(o, "nothing finite could be measured");
      return;
    }
    if (failures == 1) {
      double known = Double.isNaN(critical) ? 0 : calm.fraction() * critical;
      aim = Math.min(rate, known);
      say(o, "Lowered to %.3g: the critical rate could not be measured", aim);
    } else {
      aim = rate / 2;
    }
    if (ascent != null && !ascent.lowered()) {
      ascent.lower(o.step());
    }
  }

  /** The copy was taken where the critical rate before the raise was measured. */
  private void restore(Observation o, String why) {
    critical = ascent.criticalBefore();
    long kept = ascent.start();
    action = WeightAction.RESTORE;
    descend(o);
    aim = calm.fraction() * critical;
    failures = 0;
    say(o, "Put back the weights of step %d: %s; now at %.3g", kept, why, aim);
  }

  private void descend(Observation o) {
    ascent = null;
    aim = calm.fraction() * criticalNow(o);
    gap.reset();
    calm.reset();
    restUntil = o.step() + 1 + settings.rest();
  }

  private void soften() {
    multiple = 1 + ControlSettings.GENTLER * (multiple - 1);
  }

  private void say(Observation o, String words, Object... values) {
    log.say(o.step(), DecisionLog.evidence(o, critical, aim), words, values);
  }
}
