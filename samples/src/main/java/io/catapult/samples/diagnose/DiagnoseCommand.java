/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.samples.UsageFault;
import io.catapult.samples.data.ArrayFile.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Diagnoses a saved model: see samples/docs/diagnose.md. */
@Command(
    name = "diagnose",
    description = {
      "Measures a saved model on data: its tangent kernel, critical learning rates, sharpness, loss"
          + " split and the input features that it looks at.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  catapult diagnose --model net.pt --inputs data.npz",
      "  catapult diagnose --model net.pt --inputs x.npy --targets y.npy --lr 0.1 --out found.json",
      "  catapult diagnose --model net.pt --inputs data.csv --targets data.csv:price",
      "  catapult diagnose --model net.pt --inputs t10k-images-idx3-ubyte.gz --samples 256 \\",
      "      --input-shape 784 --targets t10k-labels-idx1-ubyte.gz --loss ce",
      "  catapult diagnose --model new.pt --against old.pt --inputs x.npy",
      "  catapult diagnose --model net-0000.params --network fcn --depth 3 --width 64 \\",
      "      --inputs x.npy"
    })
public final class DiagnoseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ModelOptions options;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "Say what gradient descent at this learning rate would do.")
  private Double rate;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Say whether this other model looks at the same features.")
  private Path against;

  @Option(names = "--json", description = "Print JSON instead of the report.")
  private boolean json;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the JSON to this file too.")
  private Path out;

  /**
   * Measures, prints and writes.
   *
   * @return 0
   * @throws UsageFault if something that the user gave cannot be used
   */
  @Override
  public Integer call() {
    return ModelOptions.run(this::measureAndTell);
  }

  private void measureAndTell() throws IOException {
    requireSensible();
    Findings findings = measure();
    if (out != null) {
      JsonFile.write(out, findings);
    }
    print(findings);
  }

  private void requireSensible() {
    if (out != null) {
      JsonFile.requireWritable("--out", out);
    }
    if (rate != null && !(rate > 0 && Double.isFinite(rate))) {
      throw new UsageFault("--lr: expected a positive learning rate, found " + rate);
    }
  }

  private Findings measure() throws IOException {
    Findings findings = new Findings();
    Numbers inputs = options.data().readInputs();
    Optional<Numbers> targets = options.data().readTargets(inputs.shape()[0]);
    describe(findings, inputs);
    Numbers chosen = options.data().chosen(inputs);
    try (ModelFile file =
            ModelFile.open(options.model(), options.network(), new Shape(chosen.shape()));
        NDManager manager = NDManager.newBaseManager(file.view().device(), "PyTorch")) {
      NDArray x = DataOptions.array(manager, chosen, file.view().dataType());
      new Diagnosis(file.view(), x, options.loss(), findings).measure(targets);
      if (against != null) {
        try (ModelFile other = ModelFile.open(against, options.network(), x.getShape())) {
          new Comparison(file.view(), other.view(), x).measure(findings);
        }
      }
    }
    if (rate != null) {
      Judgement.of(rate, findings);
    }
    return findings;
  }

  private void describe(Findings findings, Numbers inputs) {
    findings.put(DiagnosisKey.MODEL, options.model().toString());
    findings.put(DiagnosisKey.INPUTS, options.data().inputs());
    options.data().targets().ifPresent(file -> findings.put(DiagnosisKey.TARGETS, file));
    findings.put(DiagnosisKey.AVAILABLE, inputs.shape()[0]);
    if (against != null) {
      findings.put(DiagnosisKey.OTHER, against.toString());
    }
  }

  private void print(Findings findings) throws IOException {
    PrintWriter writer = spec.commandLine().getOut();
    if (json) {
      writer.println(JsonFile.text(findings));
      writer.flush();
    } else {
      new Report(writer, findings).print();
    }
  }
}
