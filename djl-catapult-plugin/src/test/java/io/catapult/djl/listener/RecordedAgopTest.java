/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import io.catapult.djl.features.Agop;
import io.catapult.djl.listener.PlainMatrix.Spectrum;
import io.catapult.djl.trace.FeatureSnapshot;
import io.catapult.djl.trace.FeatureSnapshot.Origin;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AGOPs that a listener records: which, when, and whether they are true. */
class RecordedAgopTest {

  /** Of gradients in float32 and 7 digits; eigenvectors by the gaps of the spectra used here. */
  private static final double FLOAT32 = 2e-5;

  private static final double[] REFERENCE = {2, 1, 0, 1, 3, 0, 0, 0, 1};

  @TempDir Path folder;

  private static WatchedRun train(
      WatchedRun.Loop loop, UnaryOperator<CatapultListenerBuilder> settings) {
    Optimizer sgd = FailingWatch.sgd();
    return WatchedRun.of(sgd)
        .withLoop(loop)
        .run(
            (x, y) ->
                settings.apply(
                    CatapultListener.builder().setOptimizer(sgd).setProbeData(x, y).optEvery(1)));
  }

  private static WatchedRun.Loop epochs(int epochs) {
    return (trainer, data, validation) -> EasyTrain.fit(trainer, epochs, data, validation);
  }

  private static List<Long> steps(TrainingTrace trace, Origin origin) {
    return trace.features().stream()
        .filter(snapshot -> snapshot.origin() == origin)
        .map(FeatureSnapshot::step)
        .toList();
  }

  private static void assertIsOf(double[][] truth, FeatureSnapshot found) {
    Spectrum spectrum = PlainMatrix.spectrum(truth);
    double largest = spectrum.largest();
    int d = truth.length;
    double[] diagonal = new double[d];
    for (int i = 0; i < d; i++) {
      diagonal[i] = truth[i][i];
      assertArrayEquals(truth[i], found.matrix().orElseThrow()[i], FLOAT32 * largest);
    }
    assertArrayEquals(diagonal, found.diagonal(), FLOAT32 * largest);
    assertEquals(Arrays.stream(diagonal).sum(), found.trace(), FLOAT32 * found.trace());
    int count = found.eigenvalues().length;
    assertEquals(count, found.eigenvectors().length);
    assertArrayEquals(
        Arrays.copyOf(spectrum.values(), count), found.eigenvalues(), FLOAT32 * largest);
    for (int i = 0; i < count; i++) {
      assertArrayEquals(
          signed(spectrum.vectors()[i]),
          found.eigenvectors()[i],
          FLOAT32 * largest / gap(spectrum.values(), i));
    }
  }

  /** The distance of an eigenvalue to its nearest neighbour. */
  private static double gap(double[] values, int i) {
    double above = i == 0 ? Double.POSITIVE_INFINITY : values[i - 1] - values[i];
    double below = i == values.length - 1 ? above : values[i] - values[i + 1];
    return Math.min(above, below);
  }

  private static double[] signed(double[] vector) {
    double least = Arrays.stream(vector).min().orElseThrow();
    double most = Arrays.stream(vector).max().orElseThrow();
    double sign = -least > most ? -1 : 1;
    return Arrays.stream(vector).map(entry -> sign * entry).toArray();
  }

  private static double[][] square(double[] flat) {
    int d = (int) Math.sqrt(flat.length);
    double[][] rows = new double[d][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * d, (i + 1) * d));
    return rows;
  }

  @Test
  void theyAreTheAgopsOfTheirStepsAndTheReference() {
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      NDArray matrix = manager.create(REFERENCE, new Shape(3, 3));
      try (Agop reference = Agop.ofMatrix(matrix.toType(DataType.FLOAT32, false))) {
        WatchedRun run = train(epochs(7), builder -> builder.optAgop(reference));
        assertEquals(List.of(0L), steps(run.trace(), Origin.REFERENCE));
        assertEquals(List.of(0L, 1L, 2L, 4L, 8L, 16L, 21L), steps(run.trace(), Origin.MODEL));
        assertIsOf(square(REFERENCE), run.trace().features().get(0));
        for (FeatureSnapshot found : run.trace().features().subList(1, 8)) {
          assertIsOf(run.network((int) found.step()).agop(run.probeX()), found);
          assertEquals(List.of(3L), found.inputShape());
        }
        assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
      }
    }
  }

  @Test
  void theInstrumentWithoutAReferenceRecordsTheModelAlone() {
    WatchedRun run = train(epochs(2), builder -> builder.addInstrument(Instrument.AGOP));
    assertEquals(List.of(), steps(run.trace(), Origin.REFERENCE));
    assertEquals(List.of(0L, 1L, 2L, 4L, 6L), steps(run.trace(), Origin.MODEL));
    assertEquals(0, run.trace().series(Quantity.AGOP_ALIGNMENT).size());
  }

  @Test
  void withoutTheInstrumentNothingIsRecorded() {
    assertEquals(List.of(), train(epochs(1), builder -> builder).trace().features());
  }

  @Test
  void theyFollowTheMeasurementsOfTheAgop() {
    WatchedRun run =
        train(
            epochs(7),
            builder -> builder.addInstrument(Instrument.AGOP).optSchedule(at(3, 5, 7, 13)));
    assertEquals(List.of(3L, 7L, 21L), steps(run.trace(), Origin.MODEL));
  }

  private static MeasuringSchedule at(long... steps) {
    return MeasuringSchedule.at(steps);
  }

  @Test
  void theReferenceIsRecordedAtTheBeginningWhateverTheSchedule() {
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch");
        Agop reference = Agop.ofMatrix(manager.eye(3))) {
      WatchedRun run =
          train(epochs(2), builder -> builder.optAgop(reference).optSchedule(at(1000)));
      assertEquals(List.of(0L), steps(run.trace(), Origin.REFERENCE));
      assertEquals(List.of(6L), steps(run.trace(), Origin.MODEL));
    }
  }

  @Test
  void theLastWeightsAreRecordedOnceEvenIfNoUpdateFollowsTheLastBatch() {
    WatchedRun.Loop withoutLastUpdate =
        (trainer, data, validation) -> {
          EasyTrain.fit(trainer, 1, data, validation);
          Batch fourth = trainer.iterateDataset(data).iterator().next();
          EasyTrain.trainBatch(trainer, fourth);
          fourth.close();
        };
    WatchedRun run = train(withoutLastUpdate, builder -> builder.addInstrument(Instrument.AGOP));
    assertEquals(List.of(0L, 1L, 2L, 3L), steps(run.trace(), Origin.MODEL));
    assertEquals(4, run.trace().measurements().size());
    assertIsOf(run.network(3).agop(run.probeX()), run.trace().features().get(3));
  }

  @Test
  void aFlatInputThatIsAnImageHasItsShape() {
    WatchedRun run =
        train(epochs(1), builder -> builder.addInstrument(Instrument.AGOP).optImageShape(1, 3, 1));
    for (FeatureSnapshot snapshot : run.trace().features()) {
      assertEquals(List.of(1L, 3L, 1L), snapshot.inputShape());
    }
    assertEquals(List.of(1L, 3L, 1L), run.trace().header().settings().get("image shape"));
    WatchedRun flat = train(epochs(1), builder -> builder.addInstrument(Instrument.AGOP));
    assertFalse(flat.trace().header().settings().containsKey("image shape"));
  }

  @Test
  void anInputThatIsAnImageKeepsItsShapeAndALargeOneHasNoMatrix() {
    for (int side : new int[] {8, 9}) {
      FeatureSnapshot first = trainOnImages(side).features().get(0);
      assertEquals(List.of(2L, (long) side, (long) side), first.inputShape());
      assertEquals(2 * side * side, first.diagonal().length);
      assertEquals(2 * side * side <= 128, first.matrix().isPresent());
      assertEquals(5, first.eigenvectors().length);
    }
  }

  private static TrainingTrace trainOnImages(int side) {
    Optimizer sgd = FailingWatch.sgd();
    SequentialBlock block =
        new SequentialBlock()
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(8).build())
            .add(Activation::tanh)
            .add(Linear.builder().setUnits(1).build());
    return Training.of(block, sgd, new Shape(2, side, side))
        .run(
            (x, y) ->
                CatapultListener.builder()
                    .setOptimizer(sgd)
                    .setProbeData(x, y)
                    .addInstrument(Instrument.AGOP)
                    .optEvery(1)
                    .build())
        .listener()
        .trace();
  }

  @Test
  void ofALowRankReferenceThereAreAsManyEigenvectorsAsItHas() {
    Random random = new Random(8);
    double[][] factor = new double[3][30];
    for (double[] row : factor) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    FeatureSnapshot found = recordOfFactor(factor);
    assertEquals(3, found.eigenvalues().length);
    assertIsOf(PlainMatrix.gram(PlainMatrix.transpose(factor)), found);
  }

  @Test
  void anAgopOfZeroIsRecordedWithoutEigenvectors() {
    FeatureSnapshot found = recordOfFactor(new double[2][4]);
    assertEquals(0, found.trace());
    assertArrayEquals(new double[4], found.diagonal());
    assertEquals(0, found.eigenvalues().length);
    assertArrayEquals(new double[4][4], found.matrix().orElseThrow());
  }

  private static FeatureSnapshot recordOfFactor(double[][] factor) {
    List<FeatureSnapshot> recorded = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      Shape shape = new Shape(factor.length, factor[0].length);
      NDArray rows = manager.create(PlainMatrix.flat(factor), shape);
      try (Agop agop = Agop.ofFactor(rows)) {
        List<Long> input = List.of((long) factor[0].length);
        new AgopSnapshots(recorded::add).addReference(0, input, agop);
      }
    }
    return recorded.get(0);
  }

  @Test
  void aReferenceThatIsClosedCostsNothingButItselfAndTheAlignment() {
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      Deque<Agop> references = new ArrayDeque<>();
      FailingWatch.Outcome outcome =
          FailingWatch.train(
              sgd -> {
                references.push(Agop.ofMatrix(manager.eye(WatchedRun.INPUTS)));
                return WatchedRun.of(sgd)
                    .withLoop(
                        (trainer, data, validation) -> {
                          references.peek().close();
                          EasyTrain.fit(trainer, 2, data, validation);
                        });
              },
              builder -> builder.optAgop(references.peek()));
      outcome.assertTold();
      assertEquals(
          List.of("recording the reference AGOP", "the AGOP"),
          outcome.failures().stream().map(event -> event.evidence().get("what")).toList());
      TrainingTrace trace = outcome.run().trace();
      assertEquals(List.of(), steps(trace, Origin.REFERENCE));
      assertEquals(List.of(0L, 1L, 2L, 4L, 6L), steps(trace, Origin.MODEL));
    }
  }

  @Test
  void aTrainingThatIsRecordedBitByBitEndsAsOneThatIsNot() {
    FailingWatch.Outcome outcome =
        FailingWatch.train(
            WatchedRun::of,
            builder -> builder.addInstrument(Instrument.AGOP).optImageShape(3, 1, 1));
    assertEquals(List.of(), outcome.failures());
    assertEquals(5, outcome.run().trace().features().size());
  }

  @Test
  void recordingTheReferenceLeavesItAsItWas() {
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch");
        Agop reference = Agop.ofFactor(manager.eye(3));
        Agop other = Agop.ofFactor(manager.ones(new Shape(2, 3)))) {
      new AgopSnapshots(snapshot -> {}).addReference(0, List.of(3L), reference);
      try (Agop fresh = Agop.ofFactor(manager.eye(3))) {
        assertEquals(other.alignment(fresh), other.alignment(reference));
      }
    }
  }

  @Test
  void theFileOfARunThatBeginsAgainHasTheAgopsOfTheLastRun() throws IOException {
    Path file = folder.resolve("run.jsonl");
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch");
        Agop reference = Agop.ofMatrix(manager.eye(3))) {
      UnaryOperator<CatapultListenerBuilder> settings =
          builder -> builder.optAgop(reference).optTraceFile(file);
      train(epochs(5), settings);
      assertEquals(7, TrainingTrace.read(file).features().size());
      WatchedRun again = train(epochs(2), settings);
      assertEquals(again.trace().features(), TrainingTrace.read(file).features());
      assertEquals(6, again.trace().features().size());
    }
  }
}
