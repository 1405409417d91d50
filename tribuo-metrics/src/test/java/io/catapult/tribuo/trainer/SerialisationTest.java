/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.BytesValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.TraceCarrier;
import io.catapult.tribuo.data.DenseDataset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.evaluation.RegressionEvaluation;
import org.tribuo.regression.evaluation.RegressionEvaluator;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.TransformedModel;
import org.tribuo.transform.transformations.MeanStdDevTransformation;

/** Models go through files and through Tribuo's own trainers with their trace. */
class SerialisationTest {

  private final DenseDataset<Regressor> data = Tasks.products(Tasks.SAMPLES, 2, 1);

  private DjlModel<Regressor> watchedModel() {
    return Tasks.regression().optWatch(Tasks.watch()).build().train(data);
  }

  private static void assertSame(DjlModel<?> expected, Model<?> found) {
    assertEquals(expected.getName(), found.getName());
    assertEquals(expected.getProvenance(), found.getProvenance());
    TrainingTrace before = expected.getTrainingTrace().orElseThrow();
    TrainingTrace after = ((TraceCarrier) found).getTrainingTrace().orElseThrow();
    assertEquals(before.header(), after.header());
    assertEquals(before.measurements(), after.measurements());
    assertEquals(before.events(), after.events());
    assertEquals(before.footer(), after.footer());
  }

  @Test
  void aModelFromAFilePredictsTheSameAndHasItsTrace(@TempDir Path folder) throws IOException {
    DjlModel<Regressor> model = watchedModel();
    Path file = folder.resolve("model.tribuo");
    model.serializeToFile(file);
    Model<?> read = Model.deserializeFromFile(file);
    assertSame(model, read);
    assertArrayEquals(Tasks.values(model, data), Tasks.values(read, data));
  }

  @Test
  void javasOwnSerialisationDoesToo() throws IOException, ClassNotFoundException {
    DjlModel<Regressor> model = watchedModel();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Model<?> read = (Model<?>) in.readObject();
      assertSame(model, read);
      assertArrayEquals(Tasks.values(model, data), Tasks.values(read, data));
    }
  }

  @Test
  void aClassifierFromAFileGivesTheSameScores() {
    DenseDataset<Label> labelled = Tasks.largest(Tasks.SAMPLES, 3, 1);
    DjlModel<Label> model = Tasks.classification().build().train(labelled);
    Model<Label> read = Model.deserialize(model.serialize()).castModel(Label.class);
    assertEquals(Optional.empty(), ((TraceCarrier) read).getTrainingTrace());
    List<Prediction<Label>> expected = model.predict(labelled);
    List<Prediction<Label>> found = read.predict(labelled);
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(expected.get(i).distributionEquals(found.get(i), 0));
      assertTrue(found.get(i).hasProbabilities());
    }
  }

  @Test
  void aCopyPredictsTheSameAndHasTheTrace() {
    DjlModel<Regressor> model = watchedModel();
    Model<Regressor> copy = model.copy();
    assertEquals(model.getTrainingTrace(), ((TraceCarrier) copy).getTrainingTrace());
    assertArrayEquals(Tasks.values(model, data), Tasks.values(copy, data));
  }

  @Test
  void aClosedModelStillPredictsAndSerialises() {
    DjlModel<Regressor> model = watchedModel();
    double[] before = Tasks.values(model, data);
    model.close();
    assertArrayEquals(before, Tasks.values(model, data));
    model.close();
    assertArrayEquals(before, Tasks.values(Model.deserialize(model.serialize()), data));
  }

  @Test
  void crossValidationTrainsOneWatchedModelAFold() {
    CrossValidation<Regressor, RegressionEvaluation> folds =
        new CrossValidation<>(
            Tasks.regression().optWatch(Tasks.watch()).build(), data, new RegressionEvaluator(), 3);
    List<Pair<RegressionEvaluation, Model<Regressor>>> results = folds.evaluate();
    assertEquals(3, results.size());
    for (int fold = 0; fold < 3; fold++) {
      DjlModel<?> model = (DjlModel<?>) results.get(fold).getB();
      assertTrue(model.getTrainingTrace().isPresent());
      assertTrue(Double.isFinite(results.get(fold).getA().averageRMSE()));
      String count = "train-invocation-count";
      assertEquals(
          String.valueOf(fold),
          ProvenanceDiff.values(model.getProvenance().getTrainerProvenance()).get(count));
    }
  }

  @Test
  void aTransformedModelHoldsTheTraceAndGoesThroughAFile() {
    TransformTrainer<Regressor> trainer =
        new TransformTrainer<>(
            Tasks.regression().optWatch(Tasks.watch()).build(),
            new TransformationMap(List.of(new MeanStdDevTransformation(0, 1))));
    TransformedModel<Regressor> model = trainer.train(data);
    assertTrue(((TraceCarrier) model.getInnerModel()).getTrainingTrace().isPresent());
    assertArrayEquals(
        Tasks.values(model, data), Tasks.values(Model.deserialize(model.serialize()), data));
  }

  @Test
  void aMessageOfAnotherKindIsRefused() {
    Any other = Any.pack(BytesValue.getDefaultInstance());
    InvalidProtocolBufferException error =
        assertThrows(
            InvalidProtocolBufferException.class,
            () -> DjlModel.deserializeFromProto(0, DjlModel.class.getName(), other));
    assertEquals(
        "Expected a message catapult.tribuo.DjlModelProto; found"
            + " type.googleapis.com/google.protobuf.BytesValue",
        error.getMessage());
  }

  @Test
  void aNewerVersionIsRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                DjlModel.deserializeFromProto(
                    1, DjlModel.class.getName(), Any.newBuilder().build()));
    assertTrue(
        error.getMessage().startsWith("Expected a model of version 0 at most; found version 1."),
        error.getMessage());
  }
}
