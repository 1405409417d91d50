/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.catapult.djl.detect.DynamicsDetector;
import io.catapult.djl.detect.Phase;
import io.catapult.djl.detect.SpikeSigns;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.FeatureSnapshot;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RunDataTest {

  private static JsonNode json(TrainingTrace trace) throws Exception {
    return new JsonMapper().readTree(RunData.json(RunData.of(trace, "a title").toMap()));
  }

  @Test
  void aRunIsToldWhole() throws Exception {
    JsonNode data = json(MadeRun.begin().loss(1, 0.5).catapult(3).ended());
    assertEquals("run", data.get("kind").asText());
    assertEquals("a title", data.get("title").asText());
    assertEquals("ended", data.get("state").asText());
    assertEquals("2026-01-02T03:04:05Z", data.get("started").asText());
    assertEquals("the training ended", data.get("outcome").asText());
    assertEquals(0, data.get("first").asInt());
    assertEquals(7, data.get("last").asInt());
    assertEquals(2, data.get("measurements").asInt());
    assertTrue(data.get("headline").asText().startsWith("One catapult"));
    assertEquals("good", data.at("/story/0/tone").asText());
    assertEquals("1", data.at("/counts/0/value").asText());
    assertEquals("L2Loss", value(data.get("facts"), "Loss"));
    assertEquals("Sgd (momentum 0.9)", value(data.get("facts"), "Optimizer"));
    assertEquals("4 s", value(data.get("facts"), "Training time"));
    assertEquals(
        "DJL, Loss.evaluate(labels, outputs)", data.at("/quantities/probe.loss/source").asText());
    assertEquals("[0,1]", data.at("/series/probe.loss/0/steps").toString());
    assertEquals("[]", data.get("warnings").toString());
  }

  private static String value(JsonNode facts, String label) {
    for (JsonNode fact : facts) {
      if (fact.get("label").asText().equals(label)) {
        return fact.get("value").asText();
      }
    }
    throw new AssertionError("no " + label + " in " + facts);
  }

  @Test
  void aRunWithoutAnEndIsUnfinishedAndALiveOneGoesOn() throws Exception {
    TrainingTrace trace = MadeRun.begin().loss(1).open();
    JsonNode data = json(trace);
    assertEquals("unfinished", data.get("state").asText());
    assertTrue(data.get("ended").isNull());
    RunData live = RunData.live(trace, "t", DynamicsDetector.create().summary());
    assertEquals("live", live.toMap().get("state"));
  }

  @Test
  void anEmptyTraceMakesAPageToo() throws Exception {
    JsonNode data = json(MadeRun.begin().open());
    assertEquals(0, data.get("last").asInt());
    assertEquals("{}", data.get("series").toString());
    assertEquals("Nothing was measured.", data.get("headline").asText());
  }

  @Test
  void aSpikeHasItsEvidenceOnce() throws Exception {
    SpikeSigns signs = new SpikeSigns(3, 2, 40, Double.NaN, 0.9, true);
    JsonNode data =
        json(MadeRun.begin().detected(MadeRun.spike(Verdict.UNRESOLVED, 3, signs)).ended());
    JsonNode spike = data.at("/spikes/0");
    assertEquals("UNRESOLVED", spike.get("verdict").asText());
    assertEquals(3, spike.get("onset").asInt());
    assertEquals(5, spike.get("peak").asInt());
    assertEquals(7, spike.get("end").asInt());
    assertTrue(spike.get("evidence").toString().contains("[\"learning rate\",\"3\"]"));
    assertTrue(
        spike.get("evidence").toString().contains("[\"kernel norm after\",\"not measured\"]"));
    assertEquals(spike.get("words"), data.at("/events/0/words"));
    assertEquals(Set.of("step", "kind", "words"), names(data.at("/events/0")));
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aSpikeOfAnotherWriterIsAnEventAlone() throws Exception {
    Map<String, Object> evidence = Map.of("peak", 2.5);
    JsonNode data =
        json(
            MadeRun.begin()
                .add(new TraceEvent(5, TraceEvent.Kind.SPIKE, "A spike", evidence))
                .ended());
    assertEquals("[]", data.get("spikes").toString());
    assertEquals("A spike", data.at("/events/0/words").asText());
  }

  @Test
  void evidenceIsPairsOfTextsWithMapsLaidOut() {
    assertEquals(
        List.of(List.of("inner, a", "1, 2")),
        EvidenceText.of(Map.of("inner", Map.of("a", List.of(1, 2)))));
    assertEquals(List.of(List.of("peak", "2.5")), EvidenceText.of(Map.of("peak", 2.5)));
  }

  @Test
  void phasesAreStretchesThatFollowEachOther() throws Exception {
    JsonNode data =
        json(
            MadeRun.begin()
                .loss(new double[31])
                .phase(0, Phase.I)
                .phase(10, Phase.II)
                .phase(15, Phase.II)
                .phase(20, Phase.IV)
                .ended());
    assertEquals(3, data.get("phases").size());
    assertEquals("[0,10]", stretch(data.at("/phases/0")));
    assertEquals("[10,20]", stretch(data.at("/phases/1")));
    assertEquals("[20,30]", stretch(data.at("/phases/2")));
    assertEquals("IV", data.at("/phases/2/phase").asText());
  }

  private static String stretch(JsonNode phase) {
    return "[" + phase.get("from") + "," + phase.get("to") + "]";
  }

  @Test
  void ofManyEventsTheMostTellingAreKeptInTheirOrder() {
    MadeRun run = MadeRun.begin();
    for (int i = 0; i < 3000; i++) {
      run.phase(10L * i, i % 2 == 0 ? Phase.I : Phase.IV);
    }
    run.catapult(5).failure(7, "a", "b");
    RecordedRun recorded = RecordedRun.of(run.ended());
    List<RunEvents.Event> events =
        RunEvents.events(recorded.trace().events(), RunEvents.shown(recorded.spikes()));
    assertEquals(RunEvents.MOST, events.size());
    assertEquals("SPIKE", events.get(events.size() - 2).kind());
    assertEquals("FAILURE", events.get(events.size() - 1).kind());
    assertEquals(0, events.get(0).step());
    assertEquals(RunEvents.MOST, RunEvents.phases(recorded.phases()).size());
  }

  @Test
  void ofManySpikesTheHighestAreKept() {
    MadeRun run = MadeRun.begin();
    for (int i = 0; i < 3000; i++) {
      run.catapult(10L * i);
    }
    run.detected(MadeRun.bareSpike(Verdict.DIVERGENCE, 40_000, false));
    List<RecordedSpike> shown = RunEvents.shown(RecordedRun.of(run.ended()).spikes());
    assertEquals(RunEvents.MOST, shown.size());
    assertEquals(Verdict.DIVERGENCE, shown.get(shown.size() - 1).verdict());
    assertEquals(0, shown.get(0).onset());
  }

  @Test
  void theFeaturesAreDrawnAsTheyWereRecorded() throws Exception {
    FeatureSnapshot snapshot =
        FeatureSnapshot.at(4, FeatureSnapshot.Origin.REFERENCE)
            .setInputShape(List.of(2L))
            .setTrace(3)
            .setDiagonal(new double[] {1, 2})
            .optDirections(new double[] {2}, new double[][] {{0, 1}})
            .optMatrix(new double[][] {{1, 0}, {0, 2}})
            .build();
    JsonNode features =
        new JsonMapper().readTree(RunData.json(Map.of("f", RunFeatures.of(List.of(snapshot)))));
    assertEquals(
        "{\"step\":4,\"of\":\"reference\",\"shape\":[2],\"trace\":3.0,\"diagonal\":[1.0,2.0],"
            + "\"eigenvalues\":[2.0],\"eigenvectors\":[[0.0,1.0]],\"matrix\":[[1.0,0.0],[0.0,2.0]]}",
        features.at("/f/0").toString());
  }

  private static FeatureSnapshot snapshot(long step, FeatureSnapshot.Origin origin, int inputs) {
    double[] numbers = new double[inputs];
    return FeatureSnapshot.at(step, origin)
        .setInputShape(List.of((long) inputs))
        .setTrace(1)
        .setDiagonal(numbers)
        .optDirections(new double[] {2, 1}, new double[][] {numbers, numbers})
        .build();
  }

  private static List<RunFeatures.Snapshot> drawn(int steps, int inputs) {
    List<FeatureSnapshot> all = new ArrayList<>();
    all.add(snapshot(0, FeatureSnapshot.Origin.REFERENCE, inputs));
    for (int step = 0; step < steps; step++) {
      all.add(snapshot(step, FeatureSnapshot.Origin.MODEL, inputs));
    }
    return RunFeatures.of(all);
  }

  @Test
  void ofLargeInputsFewerStepsAreDrawnAndFewerEigenvectors() {
    assertEquals(21, drawn(20, 784).size());
    // 30 000 numbers each: ten snapshots are as many as fit, the reference among them
    List<RunFeatures.Snapshot> some = drawn(20, 10_000);
    assertEquals(10, some.size());
    assertEquals("reference", some.get(0).of());
    assertEquals(0, some.get(1).step());
    assertEquals(19, some.get(9).step());
    // two snapshots of two rows each
    List<RunFeatures.Snapshot> two = drawn(20, 75_000);
    assertEquals(2, two.size());
    assertEquals(19, two.get(1).step());
    assertEquals(1, two.get(1).eigenvectors().size());
    assertEquals(1, two.get(1).eigenvalues().size());
    assertEquals(List.of(), drawn(20, 200_000));
  }

  private static Measurement.Builder neurons(long step, double[] orientations, double... lengths) {
    return Measurement.at(step, 0)
        .put(Quantity.NEURON_ORIENTATIONS, orientations)
        .put(Quantity.NEURON_AMPLITUDES, lengths);
  }

  @Test
  void ofNeuronsTheFirstAndTheLastMeasurementAreDrawnAgainstEachOther() throws Exception {
    MadeRun run = MadeRun.begin().loss(1);
    assertEquals("[]", json(run.open()).get("neurons").toString());
    run.add(neurons(2, new double[] {1.23456, -2}, 3, 0));
    assertEquals(1, json(run.open()).get("neurons").size());
    run.add(neurons(4, new double[] {0, 0}, 1, 1)).add(neurons(6, new double[] {-1, 2}, 4, 0.5));
    run.add(Measurement.at(8, 0).put(Quantity.PROBE_LOSS, 1));
    JsonNode data = json(run.ended());
    assertEquals(
        "[{\"step\":2,\"orientations\":[1.235,-2.0],\"amplitudes\":[3.0,0.0]},"
            + "{\"step\":6,\"orientations\":[-1.0,2.0],\"amplitudes\":[4.0,0.5]}]",
        data.get("neurons").toString());
    assertEquals(Set.of("probe.loss"), names(data.get("series")), "no curve of single neurons");
    assertEquals(
        Quantity.NEURON_AMPLITUDES.formula(),
        data.get("quantities").get("condensation.amplitudes").get("formula").asText());
  }

  @Test
  void neuronsWithoutAnOrientationOrWithoutAnAmplitudeAreNotDrawn() throws Exception {
    MadeRun run = MadeRun.begin().add(neurons(0, new double[] {1}, 1, 2));
    run.add(Measurement.at(1, 0).put(Quantity.NEURON_AMPLITUDES, new double[] {1, 2}));
    JsonNode data = json(run.ended());
    assertEquals("[]", data.get("neurons").toString());
    assertEquals("{}", data.get("quantities").toString());
  }

  @Test
  void aSummaryThatCannotBeReadIsAWarning() throws Exception {
    JsonNode data = json(MadeRun.begin().loss(1, 1).ended(Map.of("measured steps", "many")));
    assertTrue(data.at("/warnings/0").asText().startsWith("The summary in the footer"));
    assertEquals("Catapults", data.at("/counts/0/label").asText());
  }

  @Test
  void whatIsAddedIsAddedWhole() {
    TrainingTrace trace = MadeRun.begin().loss(1, 2).catapult(3).open();
    Map<String, Object> added = RunData.added(trace.measurements(), trace.events());
    assertEquals(List.of("series", "events"), List.copyOf(added.keySet()));
    assertTrue(RunData.json(added).contains("\"steps\":[0,1]"));
  }

  @Test
  void theLowestValidationLossIsAmongTheCounts() throws Exception {
    JsonNode data = json(MadeRun.begin().series(Quantity.VALIDATION_LOSS, 0.5, 0.25).ended());
    JsonNode validation = null;
    for (JsonNode count : data.get("counts")) {
      validation = count.get("label").asText().contains("validation") ? count : validation;
    }
    assertEquals("0.25", validation.get("value").asText());
  }
}
