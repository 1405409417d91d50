/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the arrows between the packages pointing one way; an empty package fails a rule too. */
@AnalyzeClasses(packages = "io.catapult.djl", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "io.catapult.djl";

  /** A new package fails the last clause until its place is written down here. */
  @ArchTest
  static final ArchRule packagesUseOnlyWhatLiesBelowThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("check")
          .definedBy(ROOT + ".check..")
          .layer("trace")
          .definedBy(ROOT + ".trace..")
          .layer("detect")
          .definedBy(ROOT + ".detect..")
          .layer("schedule")
          .definedBy(ROOT + ".schedule..")
          .layer("optimizer")
          .definedBy(ROOT + ".optimizer..")
          .layer("listener")
          .definedBy(ROOT + ".listener..")
          .layer("report")
          .definedBy(ROOT + ".report..")
          .layer("live")
          .definedBy(ROOT + ".live..")
          .layer("nn")
          .definedBy(ROOT + ".nn..")
          .layer("autodiff")
          .definedBy(ROOT + ".autodiff..")
          .layer("linalg")
          .definedBy(ROOT + ".linalg..")
          .layer("kernel")
          .definedBy(ROOT + ".kernel..")
          .layer("curvature")
          .definedBy(ROOT + ".curvature..")
          .layer("features")
          .definedBy(ROOT + ".features..")
          .layer("taylor")
          .definedBy(ROOT + ".taylor..")
          .layer("trajectory")
          .definedBy(ROOT + ".trajectory..")
          .layer("landscape")
          .definedBy(ROOT + ".landscape..")
          .layer("frequency")
          .definedBy(ROOT + ".frequency..")
          .whereLayer("check")
          .mayNotAccessAnyLayer()
          .whereLayer("trace")
          .mayNotAccessAnyLayer()
          .whereLayer("detect")
          .mayNotAccessAnyLayer()
          .whereLayer("report")
          .mayOnlyAccessLayers("check", "trace", "detect", "listener")
          .whereLayer("live")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("live")
          .mayOnlyAccessLayers("check", "trace", "detect", "listener", "report")
          .whereLayer("nn")
          .mayOnlyAccessLayers("check")
          .whereLayer("schedule")
          .mayOnlyAccessLayers("check", "trace")
          .whereLayer("optimizer")
          .mayOnlyAccessLayers("check", "trace", "autodiff", "curvature")
          .whereLayer("autodiff")
          .mayOnlyAccessLayers("nn")
          .whereLayer("linalg")
          .mayOnlyAccessLayers("autodiff")
          .whereLayer("kernel")
          .mayOnlyAccessLayers("autodiff", "linalg", "nn")
          .whereLayer("curvature")
          .mayOnlyAccessLayers("autodiff", "linalg", "nn", "kernel")
          .whereLayer("features")
          .mayOnlyAccessLayers("autodiff", "linalg", "nn")
          .whereLayer("taylor")
          .mayOnlyAccessLayers("check", "autodiff", "linalg")
          .whereLayer("trajectory")
          .mayOnlyAccessLayers("autodiff", "linalg")
          .whereLayer("landscape")
          .mayOnlyAccessLayers("check", "trace", "autodiff", "linalg", "curvature", "trajectory")
          .whereLayer("frequency")
          .mayOnlyAccessLayers("autodiff", "linalg")
          .ensureAllClassesAreContainedInArchitectureIgnoring(ROOT);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyAutodiffKnowsThePyTorchEngine =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".autodiff..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl.pytorch..")
          .because("what depends on the engine's inside must be found in one place");

  @ArchTest
  static final ArchRule onlyTheMetersNeedMicrometer =
      noClasses()
          .that()
          .doNotHaveSimpleName("TrainingMeters")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micrometer..")
          .because("Micrometer is optional on the class path");

  @ArchTest
  static final ArchRule nothingPrints =
      NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because("a library leaves printing to its host");
}
