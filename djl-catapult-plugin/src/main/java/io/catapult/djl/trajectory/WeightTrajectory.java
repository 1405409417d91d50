/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.NonFiniteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The trainable weights of a model at steps of its training: w(t) for at most as many t as there is
 * room for, copied from the device, to the bit.
 *
 * <p>Memory: with p weights of 4 or 8 bytes and room for m steps, m p numbers, on the heap or in a
 * file; with a file, the heap holds one snapshot at a time. A file can be opened again by {@link
 * #open}, also after its process was killed. Not for use by several threads at once.
 */
public final class WeightTrajectory implements AutoCloseable {

  /** Makes the places when the number of weights is known; null where there is nothing to add. */
  private interface Opening {
    Slots slots(WeightLayout layout) throws IOException;
  }

  private final Opening opening;
  private final Keeping keeping;
  private final NavigableMap<Long, Integer> slotOf = new TreeMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private WeightLayout layout;
  private Slots slots;
  private long offered;
  private long stride = 1;

  private WeightTrajectory(int capacity, Keeping keeping, Opening opening) {
    if (capacity < 2) {
      throw new MeasurementException(
          "room for at least 2 steps",
          Integer.toString(capacity),
          "give the number of steps to keep, such as 500");
    }
    this.keeping = keeping;
    this.opening = opening;
    IntStream.range(0, capacity).forEach(free::add);
  }

  /**
   * Keeps weights on the heap.
   *
   * @param capacity the number of steps that there is room for, at least 2
   */
  public static WeightTrajectory inMemory(int capacity, Keeping keeping) {
    return new WeightTrajectory(capacity, keeping, layout -> new HeapSlots(capacity));
  }

  /**
   * Keeps weights in a new file, which stays.
   *
   * @param capacity the number of steps that there is room for, at least 2
   * @throws IOException if there is a file of this name
   */
  public static WeightTrajectory inFile(Path file, int capacity, Keeping keeping)
      throws IOException {
    if (Files.exists(file)) {
      throw new IOException(
          "Expected a new file for the weights; found %s. Remedy: give another, or delete it."
              .formatted(file));
    }
    return new WeightTrajectory(
        capacity, keeping, layout -> FileSlots.create(file, layout, capacity));
  }

  /**
   * Reads a file that {@link #inFile} wrote; nothing can be added to it.
   *
   * @throws IOException if it is no such file, or cannot be read
   */
  public static WeightTrajectory open(Path file) throws IOException {
    FileSlots found = FileSlots.open(file);
    WeightTrajectory trajectory = new WeightTrajectory(found.capacity(), Keeping.LATEST, null);
    trajectory.layout = found.layout();
    trajectory.slots = found;
    for (int i = 0; i < found.capacity(); i++) {
      if (found.step(i) >= 0) {
        trajectory.slotOf.put(found.step(i), i);
      }
    }
    return trajectory;
  }

  /**
   * Adds the weights of a step, unless they are among those that are left out to keep evenly spread
   * ones.
   *
   * @param step t, above that of all before
   * @param model at w(t)
   * @return whether they were kept
   * @throws NonFiniteException if a weight is NaN or infinite
   * @throws MeasurementException if the step is not above those before, the model has another
   *     number or type of weights, or the trajectory was opened to be read
   */
  public boolean add(long step, ModelView model) {
    requireNext(step);
    if (!isTaken()) {
      return false;
    }
    keep(step, model);
    return true;
  }

  /**
   * Adds the weights of the last step, which are kept in any case: where there is no room, in the
   * place of those before them, or of the oldest if the latest are kept.
   *
   * @param step t, above that of all before
   * @param model at w(t)
   * @throws NonFiniteException if a weight is NaN or infinite
   * @throws MeasurementException as {@link #add} does
   */
  public void addLast(long step, ModelView model) {
    requireNext(step);
    if (free.isEmpty() && keeping == Keeping.WHOLE_RUN) {
      release(slotOf.lastKey());
    }
    keep(step, model);
  }

  private void keep(long step, ModelView model) {
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray weights = model.flatParameters(scratch);
      requireSuits(weights);
      int slot = freeSlot();
      slots.put(slot, step, layout.bytesOf(weights));
      slotOf.put(step, slot);
    }
  }

  /** Whether the next one is taken; those before it make room where it is one of a wider grid. */
  private boolean isTaken() {
    long index = offered++;
    if (index % stride == 0 && free.isEmpty() && keeping == Keeping.WHOLE_RUN) {
      thinOut();
    }
    return index % stride == 0;
  }

  private void requireNext(long step) {
    long last = slotOf.isEmpty() ? -1 : slotOf.lastKey();
    if (step <= last || step < 0) {
      throw new MeasurementException(
          "a step above " + last, Long.toString(step), "add weights in the order of the training");
    }
    if (opening == null) {
      throw new MeasurementException(
          "a trajectory that is recorded",
          "one that was opened to be read",
          "record into a new one by inMemory or inFile");
    }
  }

  private void requireSuits(NDArray weights) {
    if (!Aten.isFinite(weights)) {
      throw new NonFiniteException(
          "finite weights", "NaN or infinite ones", "lower the learning rate, it has diverged");
    }
    WeightLayout found = WeightLayout.of(weights);
    if (layout == null) {
      begin(found);
    }
    if (!layout.equals(found)) {
      throw new MeasurementException(
          layout.count() + " weights of " + layout.type(),
          found.count() + " of " + found.type(),
          "record one model in each trajectory");
    }
  }

  private void begin(WeightLayout found) {
    try {
      slots = opening.slots(found);
      layout = found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int freeSlot() {
    if (free.isEmpty()) {
      release(slotOf.firstKey());
    }
    return free.remove();
  }

  /** Leaves every second out, and of those to come too. */
  private void thinOut() {
    boolean keep = true;
    for (long step : steps()) {
      if (!keep) {
        release(step);
      }
      keep = !keep;
    }
    stride *= 2;
  }

  private void release(long step) {
    int slot = slotOf.remove(step);
    slots.clear(slot);
    free.add(slot);
  }

  /** The steps whose weights are kept, ascending. */
  public long[] steps() {
    return slotOf.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  /** p, the number of weights of a step; 0 before the first. */
  public long weightCount() {
    return layout == null ? 0 : layout.count();
  }

  /**
   * The weights of a step, as they were.
   *
   * @param manager the owner of the result [p], of the weights' type
   * @throws MeasurementException if those of the step are not kept
   */
  public NDArray weights(NDManager manager, long step) {
    double[] numbers = new double[Math.toIntExact(weightCount())];
    read(step, 0, numbers, 0, numbers.length);
    NDArray wide = manager.create(numbers, new Shape(numbers.length));
    return layout.type() == DataType.FLOAT64 ? wide : wide.toType(layout.type(), false);
  }

  /** Reads some weights of a step, {@code count} from the one numbered {@code from} on. */
  void read(long step, long from, double[] into, int at, int count) {
    Integer slot = slotOf.get(step);
    if (slot == null) {
      throw new MeasurementException(
          "one of the steps that were kept",
          Long.toString(step),
          "ask for one of steps(), or give room for more");
    }
    ByteBuffer bytes = ByteBuffer.allocate(count * layout.width());
    slots.read(slot, from * layout.width(), bytes);
    layout.numbers(bytes.flip(), into, at);
  }

  /**
   * The principal components of the steps from {@code from} to {@code to}, both included.
   *
   * @param count how many, such as 2 for a plane
   * @throws MeasurementException if the weights of these steps do not span so many directions
   */
  public PrincipalComponents principalComponents(long from, long to, int count) {
    long[] window =
        slotOf.keySet().stream()
            .mapToLong(Long::longValue)
            .filter(step -> from <= step && step <= to)
            .toArray();
    return PrincipalComponents.of(this, window, count);
  }

  @Override
  public void close() {
    if (slots != null) {
      slots.close();
    }
    slotOf.clear();
  }
}
