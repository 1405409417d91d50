/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.Instrument;
import io.catapult.djl.listener.MeasuringCost;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.report.TrainingReport;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TrainingTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.interactions.Actions;

/** The chart of hidden neurons on the page of a network of one input, in a browser. */
@ExtendWith(BrowserExtension.class)
final class NeuronsPageTest {

  private static final int WIDTH = 600;
  private static final int RECORDED = 512;
  private static final int UPDATES = 400;

  @TempDir private static Path folder;
  private static Measurement first;
  private static Measurement last;
  private static Path page;

  @BeforeAll
  static void aNetworkOfOneInputHasItsPage() throws Exception {
    TrainingTrace trace = train();
    first = trace.measurements().get(0);
    last = trace.measurements().get(trace.measurements().size() - 1);
    page = folder.resolve("run.html");
    TrainingReport.write(trace, page);
  }

  /** A tanh network learns two steps, from small weights: its neurons condense. */
  private static TrainingTrace train() throws Exception {
    try (Model model = Model.newInstance("two steps", "PyTorch")) {
      Engine.getEngine("PyTorch").setRandomSeed(3);
      Block block =
          new SequentialBlock()
              .add(Linear.builder().setUnits(WIDTH).build())
              .add(Activation::tanh)
              .add(Linear.builder().setUnits(1).optBias(false).build());
      NormalInitializer small = new NormalInitializer(0.01f);
      block.setInitializer(small, Parameter.Type.WEIGHT);
      block.setInitializer(small, Parameter.Type.BIAS);
      model.setBlock(block);
      NDManager manager = model.getNDManager();
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      NDArray x = manager.arange(-8f, 8f, 0.5f).reshape(-1, 1);
      NDArray y = x.sub(4).tanh().add(x.add(4).tanh());
      Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.1f)).build();
      CatapultListener listener =
          CatapultListener.builder()
              .setOptimizer(sgd)
              .setProbeData(x, y)
              .optCost(MeasuringCost.FORWARD_PASS)
              .addInstrument(Instrument.CONDENSATION)
              .optEvery(20)
              .build();
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(SquaredErrorLoss.create())
              .optOptimizer(sgd)
              .addTrainingListeners(listener);
      ArrayDataset data =
          new ArrayDataset.Builder()
              .setData(x)
              .optLabels(y)
              .setSampling((int) x.getShape().get(0), false)
              .build();
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(x.getShape());
        EasyTrain.fit(trainer, UPDATES, data, null);
      }
      return listener.trace();
    }
  }

  @Test
  void theFirstAndTheLastMeasurementAreDrawnOverEachOther(Browser browser) {
    browser.open(page);
    begin(browser);
    assertEquals(
        List.of("first measurement", "last measurement"), series(browser, "map(s => s.name)"));
    assertEquals(
        List.of((long) RECORDED, (long) RECORDED), series(browser, "map(s => s.data.length)"));
    assertMark(browser, 0, 5, first);
    assertMark(browser, 1, RECORDED - 1, last);
    String note =
        (String)
            browser.script("return document.querySelector('#chart-neurons .note').textContent");
    assertEquals(
        "Measured at step 0 and step 400. Drawn are 512 neurons, of a wider layer its first ones.",
        note);
    assertEquals(List.of(), browser.consoleErrors());
  }

  private static void begin(Browser browser) {
    browser.script("Catapult.charts.get('neurons').begin()");
  }

  private static Object series(Browser browser, String of) {
    return browser.script("return Catapult.charts.get('neurons').chart.getOption().series." + of);
  }

  /** A mark is where its neuron was measured, to the four digits of a page. */
  private static void assertMark(Browser browser, int series, int neuron, Measurement m) {
    List<?> mark = (List<?>) series(browser, "at(" + series + ").data[" + neuron + "]");
    double orientation = m.values(Quantity.NEURON_ORIENTATIONS)[neuron];
    double amplitude = m.values(Quantity.NEURON_AMPLITUDES)[neuron];
    double x = ((Number) mark.get(0)).doubleValue();
    double y = ((Number) mark.get(1)).doubleValue();
    assertEquals(orientation, x * Math.PI, 1e-3 * Math.abs(orientation));
    assertEquals(amplitude, y, 1e-3 * amplitude);
  }

  @Test
  void aMarkTellsItsNeuron(Browser browser) {
    browser.open(page);
    List<?> at =
        (List<?>)
            browser.script(
                "const card = Catapult.charts.get('neurons');"
                    + "card.plot.scrollIntoView({block: 'center', behavior: 'instant'});"
                    + "card.begin(); const box = card.plot.getBoundingClientRect();"
                    + "const highest = card.chart.getOption().series[1].data"
                    + ".reduce((a, b) => b[1] > a[1] ? b : a);"
                    + "const [x, y] = card.chart.convertToPixel({gridIndex: 0}, highest);"
                    + "return [Math.round(box.x + x), Math.round(box.y + y)]");
    int x = ((Number) at.get(0)).intValue();
    int y = ((Number) at.get(1)).intValue();
    new Actions(browser.driver()).moveToLocation(x, y - 9).moveToLocation(x, y).perform();
    browser.await(
        "/^Neuron \\d+ at step 400: orientation \\S+, amplitude \\S+$/"
            + ".test(document.querySelector('#chart-neurons .tip')?.textContent)");
  }

  @Test
  void theTableHasBothMeasurementsAndTheHelpBothFormulas(Browser browser) {
    browser.open(page);
    assertEquals(
        List.of(
            "neuron",
            "orientation at step 0",
            "amplitude at step 0",
            "orientation at step 400",
            "amplitude at step 400"),
        browser.script("return Catapult.charts.get('neurons').spec.table().head"));
    browser.script("Catapult.charts.get('neurons').helpButton.click()");
    String help =
        (String) browser.script("return document.querySelector('#chart-neurons-help').textContent");
    assertTrue(help.contains(Quantity.NEURON_ORIENTATIONS.formula()), help);
    assertTrue(help.contains(Quantity.NEURON_AMPLITUDES.formula()), help);
  }

  /** As the live page is told. */
  @Test
  void whatComesWhileItTrainsIsDrawn(Browser browser) {
    browser.open(page);
    browser.script("Catapult.run.apply({neurons: []})");
    assertEquals(false, browser.script("return Catapult.charts.has('neurons')"));
    browser.script(
        "Catapult.run.apply({neurons: [{step: 0, orientations: [1, 2], amplitudes: [3, 0]}]})");
    begin(browser);
    assertEquals(List.of(2L), series(browser, "map(s => s.data.length)"));
    browser.script(
        "Catapult.run.apply({neurons: [{step: 0, orientations: [1, 2], amplitudes: [3, 0]},"
            + "{step: 5, orientations: [1, 1], amplitudes: [3, 7]}]})");
    begin(browser);
    browser.script(
        "Catapult.run.apply({neurons: [{step: 0, orientations: [1, 2], amplitudes: [3, 0]},"
            + "{step: 9, orientations: [1, 1], amplitudes: [3, 8]}]})");
    browser.script("document.getElementById('chart-neurons').scrollIntoView()");
    browser.await("Catapult.charts.get('neurons').chart?.getOption().series[1]?.data[1][1] === 8");
    browser.script("Catapult.charts.get('neurons').logButton.click()");
    assertEquals(null, ((List<?>) series(browser, "at(0).data[1]")).get(1), "0 has no logarithm");
    assertEquals(List.of(), browser.consoleErrors());
  }

  @Test
  void axeFindsNothingToComplainOf(Browser browser) throws Exception {
    for (boolean isDark : new boolean[] {false, true}) {
      browser.dark(isDark);
      browser.open(page);
      browser.script(
          "const c = Catapult.charts.get('neurons');"
              + "c.begin(); c.helpButton.click(); c.tableButton.click()");
      assertEquals(List.of(), Accessibility.violations(browser));
    }
  }
}
