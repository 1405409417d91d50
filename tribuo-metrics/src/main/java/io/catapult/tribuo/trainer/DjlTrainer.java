/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import io.catapult.djl.check.BuilderFaults;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tribuo.Dataset;
import org.tribuo.Output;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;
import org.tribuo.regression.Regressor;

/**
 * Trains any DJL block on a Tribuo dataset.
 *
 * <pre>{@code
 * DjlTrainer<Regressor> trainer =
 *     DjlTrainer.regression()
 *         .setBlockFactory(new FullyConnectedFactory(2, 1024))
 *         .setOptimizer(OptimizerSpec.of(Kind.SGD, LearningRateSchedule.criticalFraction(0.5)))
 *         .setEpochs(500)
 *         .optBatchSize(50)
 *         .optWatch(WatchSpec.builder().build())
 *         .build();
 * DjlModel<Regressor> model = trainer.train(dataset);
 * }</pre>
 *
 * <p>Each call of train draws initial weights, batches and a validation split anew, from the seed
 * and the number of calls before: the same call again, on the same number of threads of the CPU,
 * gives the same weights, bit by bit. Initial weights depend on the seed and the network alone. The
 * weights of examples are not heeded. The engine serves one training of a process at a time; others
 * wait. A loss that is no longer finite ends the training, and the model says so: {@link
 * DjlModel#getEnding()}.
 *
 * @param <T> the type of the outputs
 */
public final class DjlTrainer<T extends Output<T>> implements Trainer<T> {

  @Config(mandatory = true, description = "Makes the network.")
  private BlockFactory blockFactory;

  @Config(mandatory = true, description = "Optimizer and learning rate.")
  private OptimizerSpec optimizer;

  @Config(mandatory = true, description = "What to minimise.")
  private LossFunction loss;

  @Config(mandatory = true, description = "The meaning of the network's outputs.")
  private OutputBridge<T> bridge;

  @Config(description = "Samples a step; 0 for all.")
  private int batchSize;

  @Config(mandatory = true, description = "Passes over the training data, at most.")
  private int epochs;

  @Config(description = "Steps, at most; 0 for no bound.")
  private long maxSteps;

  @Config(
      description =
          "Stop when the loss of the whole training set is below; looked at every epoch, or every"
              + " 20 steps if an epoch is shorter. 0 for no bound.")
  private double stopBelow;

  @Config(description = "Of initial weights, batches and validation split.")
  private long seed = Trainer.DEFAULT_SEED;

  @Config(description = "Threads of one operation; changes the last bits.")
  private int threads = 1;

  @Config(description = "Such as cpu or gpu0; empty for the engine's default.")
  private String device = "";

  @Config(description = "Part of the training data that is held out to validate on.")
  private double validationFraction;

  @Config(description = "What is measured; nothing if it is left out.")
  private WatchSpec watch;

  private SplittableRandom random;
  private int invocations;

  private DjlTrainer() {}

  DjlTrainer(DjlTrainerBuilder<T> builder) {
    this.blockFactory = builder.blockFactory;
    this.optimizer = builder.optimizer;
    this.loss = builder.loss;
    this.bridge = builder.bridge;
    this.batchSize = builder.batchSize;
    this.epochs = builder.epochs;
    this.maxSteps = builder.maxSteps;
    this.stopBelow = builder.stopBelow;
    this.seed = builder.seed;
    this.threads = builder.threads;
    this.device = builder.device;
    this.validationFraction = builder.validationFraction;
    this.watch = builder.watch;
    postConfig();
  }

  /** Begins to describe a trainer for regression, by the papers' squared loss by default. */
  public static DjlTrainerBuilder<Regressor> regression() {
    return new DjlTrainerBuilder<>(new RegressionBridge(), LossFunction.SQUARED_ERROR);
  }

  /** Begins to describe a trainer for classification, by softmax cross-entropy by default. */
  public static DjlTrainerBuilder<Label> classification() {
    return new DjlTrainerBuilder<>(new ClassificationBridge(), LossFunction.SOFTMAX_CROSS_ENTROPY);
  }

  /**
   * The trainer that a provenance tells of, in the state in which it trained: on the same data its
   * next model is the same.
   *
   * @param provenance of a trainer of this class, as {@code
   *     model.getProvenance().getTrainerProvenance()}
   * @throws IllegalArgumentException if it is of another class
   */
  public static DjlTrainer<?> of(TrainerProvenance provenance) {
    return Rebuilding.trainer(provenance);
  }

  /** Checks the settings and starts the random numbers; called by OLCUT. */
  @Override
  public synchronized void postConfig() {
    new BuilderFaults("DjlTrainer")
        .require(blockFactory != null, "blockFactory", "a factory", null, "call setBlockFactory")
        .require(optimizer != null, "optimizer", "an optimizer", null, "call setOptimizer")
        .require(loss != null, "loss", "a loss", null, "give one of LossFunction")
        .requireAtLeast(0, batchSize, "batchSize", "optBatchSize, 0 for all samples")
        .requireAtLeast(1, epochs, "epochs", "setEpochs")
        .requireAtLeast(0, maxSteps, "maxSteps", "optMaxSteps, 0 for no bound")
        .require(
            stopBelow >= 0 && Double.isFinite(stopBelow),
            "stopBelow",
            "finite and not negative",
            stopBelow,
            "0 for no bound")
        .requireAtLeast(1, threads, "threads", "optThreads")
        .require(device != null, "device", "a name", null, "leave it empty for the default")
        .require(
            validationFraction >= 0 && validationFraction < 1,
            "validationFraction",
            "in [0, 1)",
            validationFraction,
            "0.1 holds out a tenth")
        .require(
            watch != null || optimizer == null || !optimizer.getSchedule().needsListener(),
            "watch",
            "a watched training, by whose measurements CRITICAL_RATE sets the rate",
            null,
            "call optWatch")
        .throwIfAny();
    random = new SplittableRandom(seed);
    invocations = 0;
  }

  /**
   * Trains.
   *
   * @throws IllegalArgumentException if the data do not suit: see {@link #train(TrainingData)}
   */
  @Override
  public DjlModel<T> train(Dataset<T> examples) {
    return train(TrainingData.of(examples));
  }

  @Override
  public DjlModel<T> train(Dataset<T> examples, Map<String, Provenance> runProvenance) {
    return train(TrainingData.of(examples), runProvenance);
  }

  @Override
  public synchronized DjlModel<T> train(
      Dataset<T> examples, Map<String, Provenance> runProvenance, int invocationCount) {
    if (invocationCount != INCREMENT_INVOCATION_COUNT) {
      setInvocationCount(invocationCount);
    }
    return train(examples, runProvenance);
  }

  /**
   * Trains on data that come with more than Tribuo's datasets hold.
   *
   * @throws IllegalArgumentException if there are no samples, features or targets are not finite,
   *     outputs are unknown or of one class only, or the loss does not suit them
   */
  public DjlModel<T> train(TrainingData<T> data) {
    return train(data, Map.of());
  }

  private DjlModel<T> train(TrainingData<T> data, Map<String, Provenance> runProvenance) {
    data.requireSuits(watch != null, validationFraction);
    TrainerProvenance provenance;
    SplittableRandom own;
    synchronized (this) {
      if (invocations == Integer.MAX_VALUE) {
        throw new IllegalStateException(
            "Expected fewer than 2^31 - 1 trainings of one trainer; found as many."
                + " Remedy: make a new trainer.");
      }
      provenance = getProvenance();
      own = random.split();
      invocations++;
    }
    TrainingTask<T> task =
        new TrainingTask<>(new NetworkSpec<>(blockFactory, bridge, loss), data, validationFraction);
    TrainingPlan plan =
        new TrainingPlan(
            optimizer,
            batchSize,
            new StopRule(epochs, maxSteps, stopBelow),
            own.nextInt(),
            own.split(),
            own.split(),
            threads,
            device,
            Optional.ofNullable(watch));
    TrainingOutcome outcome = TrainingRun.train(plan, task);
    ModelProvenance model =
        new ModelProvenance(
            DjlModel.class.getName(),
            OffsetDateTime.now(ZoneOffset.UTC),
            data.training().getProvenance(),
            provenance,
            RunRecord.of(outcome, plan.engineSeed(), data, runProvenance));
    return DjlModel.trained(model, task, device, outcome);
  }

  /**
   * Training data as the network and the loss are given them, to measure a model on: with {@code
   * new NDList(arrays.get(0))} as inputs and {@code new NDList(arrays.get(1))} as targets. All of
   * them, also what a validation fraction would hold out.
   *
   * @param manager owner of the arrays
   * @return inputs x [n, d], float32, and targets y, n along the first axis
   * @throws IllegalArgumentException as {@link #train(TrainingData)} does
   */
  public NDList toArrays(Dataset<T> training, NDManager manager) {
    TrainingData<T> data = TrainingData.of(training);
    data.requireSuits(watch != null, 0);
    TrainingTask<T> task =
        new TrainingTask<>(new NetworkSpec<>(blockFactory, bridge, loss), data, 0);
    Samples samples = task.arrays(manager, new SplittableRandom(seed)).training();
    return new NDList(samples.x(), samples.y());
  }

  @Override
  public synchronized int getInvocationCount() {
    return invocations;
  }

  /** Goes to where the trainer is after a number of trainings. */
  @Override
  public synchronized void setInvocationCount(int invocationCount) {
    Faults.require(
        invocationCount >= 0, "a number of trainings", invocationCount, "give at least 0");
    random = new SplittableRandom(seed);
    for (invocations = 0; invocations < invocationCount; invocations++) {
      random.split();
    }
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }

  @Override
  public String toString() {
    return "DjlTrainer(" + getProvenance() + ")";
  }
}
