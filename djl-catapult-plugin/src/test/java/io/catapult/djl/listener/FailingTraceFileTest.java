/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace file that cannot be written costs the file, and neither the trace nor the training. */
class FailingTraceFileTest {

  private static final int MEASUREMENTS = 7;

  @TempDir Path folder;

  private static void assertWholeInMemory(FailingWatch.Outcome outcome) {
    TrainingTrace trace = outcome.run().trace();
    assertEquals(MEASUREMENTS, trace.measurements().size());
    assertTrue(trace.footer().isPresent());
  }

  @Test
  void aFullDiskIsToldOnce() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    FailingWatch.Outcome outcome =
        FailingWatch.train(WatchedRun::of, builder -> builder.optTraceFile(full));
    TraceEvent failure = outcome.only();
    assertTrue(failure.words().contains("opening the trace file failed"), failure::words);
    assertTrue(failure.words().contains("No space left on device"), failure::words);
    assertWholeInMemory(outcome);
  }

  @Test
  void aFileThatIsNoTraceStaysAsItIs() throws IOException {
    Path foreign = folder.resolve("thesis.txt");
    byte[] text = "Chapter 1\nIt was a dark and stormy night.\n".getBytes(StandardCharsets.UTF_8);
    Files.write(foreign, text);
    FailingWatch.Outcome outcome =
        FailingWatch.train(WatchedRun::of, builder -> builder.optTraceFile(foreign));
    assertTrue(outcome.only().words().contains("opening the trace file failed"));
    assertArrayEquals(text, Files.readAllBytes(foreign));
    assertWholeInMemory(outcome);
  }

  @Test
  void aFolderThatBecomesAFileIsToldOnce() {
    Path gone = folder.resolve("gone");
    FailingWatch.Outcome outcome =
        FailingWatch.train(
            sgd ->
                WatchedRun.of(sgd)
                    .withLoop(
                        (trainer, data, validation) -> {
                          Files.delete(gone);
                          Files.writeString(gone, "in the way");
                          EasyTrain.fit(trainer, 2, data, validation);
                          Files.delete(gone);
                          Files.createDirectory(gone);
                        }),
            builder -> builder.optTraceFile(gone.resolve("run.jsonl")),
            () -> Files.createDirectory(gone));
    assertTrue(outcome.only().words().contains("opening the trace file failed"));
    assertWholeInMemory(outcome);
  }

  @Test
  void aFolderThatIsGoneIsMadeAnew() throws IOException {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    Path file = gone.resolve("run.jsonl");
    Optimizer sgd = FailingWatch.sgd();
    WatchedRun run =
        WatchedRun.of(sgd)
            .withLoop(
                (trainer, data, validation) -> {
                  Files.delete(gone);
                  EasyTrain.fit(trainer, 2, data, validation);
                })
            .run(
                (x, y) ->
                    CatapultListener.builder()
                        .setOptimizer(sgd)
                        .setProbeData(x, y)
                        .optEvery(1)
                        .optTraceFile(file));
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
    assertEquals(MEASUREMENTS, TrainingTrace.read(file).measurements().size());
  }

  /** A pipe whose reader goes away stands for a disk that fills up in the middle. */
  private Path pipe() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
    assumeTrue(Files.exists(pipe));
    return pipe;
  }

  /** Reads so many lines and goes away. */
  private static Thread reader(Path pipe, int lines) {
    Thread reader =
        new Thread(
            () -> {
              try (InputStream in = Files.newInputStream(pipe)) {
                for (int line = 0; line < lines; ) {
                  int next = in.read();
                  line += next == '\n' || next < 0 ? 1 : 0;
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    reader.start();
    return reader;
  }

  private static void await(Thread reader) {
    try {
      reader.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDiskThatFillsUpInMidTrainingIsToldOnce() throws IOException, InterruptedException {
    Path pipe = pipe();
    Thread reader = reader(pipe, 1);
    FailingWatch.Outcome outcome =
        FailingWatch.train(
            WatchedRun::of,
            builder ->
                builder
                    .optTraceFile(pipe)
                    .optSchedule(
                        MeasuringSchedule.when(
                            "when the header has been read",
                            step -> {
                              await(reader);
                              return true;
                            })));
    assertTrue(outcome.only().words().contains("writing the trace file failed"));
    assertWholeInMemory(outcome);
  }

  @Test
  void aDiskThatFillsUpAtTheVeryEndDoesNotDisturbTheTrainersEnd()
      throws IOException, InterruptedException {
    Path pipe = pipe();
    Thread reader = reader(pipe, 2);
    Optimizer sgd = FailingWatch.sgd();
    CatapultListener[] listener = new CatapultListener[1];
    WatchedRun run =
        WatchedRun.of(sgd)
            .withLoop(
                (trainer, data, validation) -> {
                  Batch batch = trainer.iterateDataset(data).iterator().next();
                  EasyTrain.trainBatch(
                      trainer, batch); // and no step: nothing but the footer is left
                  batch.close();
                  listener[0].flush();
                  await(reader);
                })
            .run(
                (x, y) ->
                    CatapultListener.builder()
                        .setOptimizer(sgd)
                        .setProbeData(x, y)
                        .optEvery(1)
                        .optTraceFile(pipe),
                built -> listener[0] = built);
    assertEquals(1, run.listener().events(TraceEvent.Kind.FAILURE));
    assertEquals(1, run.trace().measurements().size());
    assertTrue(run.trace().footer().isPresent());
    assertFalse(reader.isAlive());
  }
}
